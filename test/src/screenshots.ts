import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.js';

/** Draws the pictures of README and docs from the demo: `npm run screenshots`. */
const root = join(import.meta.dirname, '../..');
const images = join(root, 'docs/images');
/** How long the agents of the demo work before the pictures are taken. */
const warmUpMs = 75_000;

const views: { name: string; colorScheme: 'light' | 'dark'; width: number; open(page: Page): Promise<void> }[] = [
  { name: 'sessions-light', colorScheme: 'light', width: 1440, open: openSessions },
  { name: 'sessions-dark', colorScheme: 'dark', width: 1440, open: openSessions },
  { name: 'sessions-narrow', colorScheme: 'light', width: 390, open: openSessions },
  { name: 'activity', colorScheme: 'light', width: 1440, open: openActivity },
  { name: 'tool-calls', colorScheme: 'dark', width: 1440, open: openToolCalls },
  { name: 'details', colorScheme: 'light', width: 1440, open: openFailure },
];

async function openSessions(page: Page): Promise<void> {
  await page.goto('/sessions?from=now-15m&to=now');
  await page.getByTestId('session-row').first().waitFor();
}

async function openActivity(page: Page): Promise<void> {
  await page.goto('/sessions?from=now-15m&to=now&client=ops-copilot');
  await page
    .getByTestId('session-row')
    .getByRole('link', { name: /view activity/i })
    .first()
    .click();
  await page.getByTestId('operation-row').first().waitFor();
}

async function openToolCalls(page: Page): Promise<void> {
  await page.goto('/tool-calls?from=now-15m&to=now');
  await page.getByTestId('tool-call-row').first().waitFor();
}

async function openFailure(page: Page): Promise<void> {
  await page.goto('/tool-calls?from=now-15m&to=now&outcome=tool_error');
  await page.getByTestId('tool-call-row').first().click();
  await page.getByTestId('details-output').waitFor();
}

const directory = await mkdtemp(join(tmpdir(), 'callsight-screenshots-'));
const demo = spawn(process.execPath, [join(root, 'examples/dist/demo.js')], {
  env: { ...process.env, CALLSIGHT_DATA_DIR: directory, CALLSIGHT_PORT: '0', CALLSIGHT_OTLP_PORT: '0', CALLSIGHT_CLICKHOUSE_PORT: 'off' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [banner] = (await once(demo.stdout, 'data')) as [Buffer];
const baseURL = /http:\/\/127\.0\.0\.1:\d+/.exec(banner.toString())?.[0];
if (!baseURL) throw new Error(`expected the page's address, got: ${banner.toString()}`);
await new Promise((resolve) => setTimeout(resolve, warmUpMs));
await mkdir(images, { recursive: true });
const browser = await launchBrowser();
for (const { name, colorScheme, width, open } of views) {
  const context = await browser.newContext({ baseURL, colorScheme, locale: 'en-GB', viewport: { width, height: 900 } });
  const page = await context.newPage();
  await open(page);
  // Charts are loaded after the rest.
  await page.waitForTimeout(1_500);
  await page.screenshot({ path: join(images, `${name}.png`) });
  await context.close();
}
await browser.close();
demo.kill('SIGINT');
await once(demo, 'close');
await rm(directory, { recursive: true, force: true });
