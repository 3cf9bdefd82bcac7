import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.js';

/** Draws the pictures of README and docs from the demo: `npm run screenshots`. */
const root = join(import.meta.dirname, '../..');
const images = join(root, 'docs/images');
/** How long the agents of the demo work before the pictures are taken. */
const warmUpMs = 120_000;
/** Charts are loaded after the rest. */
const settleMs = 2_000;
/** Pictures are part of every clone. */
const largestBytes = 250_000;

interface View {
  name: string;
  colorScheme?: 'light' | 'dark';
  width?: number;
  /** Part of the address below the page's own. */
  path: string;
  /** What has to be there before the picture is taken, by test id. */
  ready: string;
  /** Leads on from there. */
  open?: (page: Page) => Promise<void>;
}

const narrow = 390;
const views: View[] = [
  { name: 'sessions-light', path: '/sessions', ready: 'flagged-session' },
  { name: 'sessions-dark', colorScheme: 'dark', path: '/sessions', ready: 'flagged-session' },
  { name: 'sessions-narrow', width: narrow, path: '/sessions', ready: 'flagged-session' },
  { name: 'activity', path: '/sessions?client=ops-copilot', ready: 'session-row', open: openActivity },
  {
    name: 'activity-narrow',
    colorScheme: 'dark',
    width: narrow,
    path: '/sessions?client=ops-copilot',
    ready: 'session-row',
    open: openActivity,
  },
  { name: 'details', path: '/tool-calls?outcome=tool_error', ready: 'tool-call-row', open: openFirstCall },
  { name: 'tool-calls', colorScheme: 'dark', path: '/tool-calls', ready: 'tool-call-row' },
  { name: 'tool-calls-by-tool', path: '/tool-calls?by=tool', ready: 'tool-call-row' },
  { name: 'tools', path: '/tools', ready: 'never-called-row' },
  { name: 'tool', colorScheme: 'dark', path: '/tools/query_metrics', ready: 'argument-row' },
  { name: 'clients', path: '/clients', ready: 'client-row' },
  { name: 'errors', colorScheme: 'dark', path: '/errors', ready: 'error-row' },
  { name: 'live', colorScheme: 'dark', path: '/live', ready: 'live-row', open: (page) => page.waitForTimeout(15_000) },
  { name: 'health', path: '/health', ready: 'storage-row' },
  { name: 'connect', path: '/connect', ready: 'arrivals' },
  { name: 'palette', path: '/sessions', ready: 'session-row', open: openPalette },
];

async function openActivity(page: Page): Promise<void> {
  await page
    .getByTestId('session-row')
    .getByRole('link', { name: /view activity/i })
    .last()
    .click();
  await page.getByTestId('operation-row').nth(5).waitFor();
}

async function openFirstCall(page: Page): Promise<void> {
  await page.getByTestId('tool-call-row').first().click();
  await page.getByTestId('details-output').waitFor();
}

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: /Search screens/ }).fill('se');
  await page.getByRole('option', { name: /search_books/ }).waitFor();
}

const directory = await mkdtemp(join(tmpdir(), 'callsight-screenshots-'));
const demo = spawn(process.execPath, [join(root, 'examples/dist/demo.js')], {
  env: {
    ...process.env,
    CALLSIGHT_DATA_DIR: directory,
    CALLSIGHT_DEMO_SEED: '7',
    CALLSIGHT_PORT: '0',
    CALLSIGHT_OTLP_PORT: '0',
    CALLSIGHT_CLICKHOUSE_PORT: 'off',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [banner] = (await once(demo.stdout, 'data')) as [Buffer];
const baseURL = /http:\/\/127\.0\.0\.1:\d+/.exec(banner.toString())?.[0];
if (!baseURL) throw new Error(`expected the page's address, got: ${banner.toString()}`);
const period = `from=${new Date().toISOString()}&to=now`;
await new Promise((resolve) => setTimeout(resolve, warmUpMs));
await mkdir(images, { recursive: true });
const browser = await launchBrowser();
const tooLarge: string[] = [];
try {
  for (const { name, colorScheme = 'light', width = 1440, path, ready, open } of views) {
    const context = await browser.newContext({
      baseURL,
      colorScheme,
      locale: 'en-GB',
      viewport: { width, height: width === narrow ? 844 : 840 },
    });
    const page = await context.newPage();
    await page.goto(`${path}${path.includes('?') ? '&' : '?'}${period}`);
    await page.getByTestId(ready).first().waitFor();
    await open?.(page);
    await page.waitForTimeout(settleMs);
    const file = join(images, `${name}.png`);
    await page.screenshot({ path: file, animations: 'disabled' });
    const { size } = await stat(file);
    process.stdout.write(`${name}.png ${Math.round(size / 1_000)} KB\n`);
    if (size > largestBytes) tooLarge.push(name);
    await context.close();
  }
} finally {
  await browser.close();
  demo.kill('SIGINT');
  await once(demo, 'close');
  await rm(directory, { recursive: true, force: true });
}
if (tooLarge.length > 0)
  throw new Error(`expected pictures of at most ${largestBytes / 1_000} KB, these are larger: ${tooLarge.join(', ')}`);
