import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../browser.js';
import { connectStdio, thirdPartyServers } from '../mcp-client.js';
import { type StandaloneProcess, startStandalone } from '../standalone-process.js';

const screenshots = join(import.meta.dirname, '../../.cache/screenshots');

/** A real standalone and a real Chromium, which notes every request to another host and every error of the page. */
export interface PageStack {
  callsight: StandaloneProcess;
  openPage(options?: BrowserContextOptions): Promise<Page>;
  /** Takes a picture, closes the page, and returns what it noted since the last call. */
  closePage(page: Page, name: string): Promise<{ foreignRequests: string[]; pageErrors: string[] }>;
  stop(): Promise<void>;
}

/** Answers that a test provokes, or that the first visit gets. */
const expectedStatus = /status of (401|404|503)/;

export async function startPageStack(environment: Record<string, string> = {}): Promise<PageStack> {
  await mkdir(screenshots, { recursive: true });
  const [browser, callsight] = await Promise.all([launchBrowser(), startStandalone(environment)]);
  let foreignRequests: string[] = [];
  let pageErrors: string[] = [];
  return {
    callsight,
    async openPage(options = {}) {
      const page = await openContext(browser, callsight.pageUrl, options);
      page.on('request', (request) => {
        if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(callsight.pageUrl)) foreignRequests.push(request.url());
      });
      page.on('pageerror', (error) => pageErrors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error' && !expectedStatus.test(message.text())) pageErrors.push(message.text());
      });
      return page;
    },
    async closePage(page, name) {
      await page.screenshot({ path: join(screenshots, `${name.replace(/\W+/g, '-').slice(0, 80)}.png`) });
      await page.context().close();
      const noted = { foreignRequests, pageErrors };
      foreignRequests = [];
      pageErrors = [];
      return noted;
    },
    async stop() {
      await browser.close();
      await callsight.stop();
    },
  };
}

async function openContext(browser: Browser, baseURL: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ baseURL, locale: 'en-GB', viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return page;
}

/** Nothing on the page is still being read for the first time. */
export async function waitUntilRead(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.skeleton') === null);
}

/** One real session with a public server: two calls that succeed and one that fails. */
export async function runAgent({ otlpUrl }: StandaloneProcess): Promise<void> {
  const client = await connectStdio({
    args: [thirdPartyServers.everything, 'stdio'],
    otlpUrl,
    environment: { OTEL_SERVICE_NAME: 'everything', CALLSIGHT_CAPTURE: 'all' },
  });
  await client.listTools();
  await client.callTool({ name: 'echo', arguments: { message: 'hello <b>page</b>' } });
  await client.callTool({ name: 'get-sum', arguments: { a: 1, b: 2 } });
  await client.callTool({ name: 'no-such-tool', arguments: { x: 1 } });
  await client.close();
}
