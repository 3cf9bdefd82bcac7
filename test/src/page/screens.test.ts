import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type PageStack, runAgent, startPageStack, waitUntilRead } from './page-stack.js';
import { sendCalls, sendTrace } from './spans.js';

/** How long the page may take on a machine that has much else to do. */
const soon = { timeout: 15_000 };

let stack: PageStack;
let page: Page;

beforeAll(async () => {
  stack = await startPageStack();
  await runAgent(stack.callsight);
  const now = Date.now();
  const failing = Array.from({ length: 6 }, (_, index) => ({
    tool: 'import_file',
    session: 'all-failed',
    client: 'importer',
    error: `File ${index}.csv is locked`,
    arguments: JSON.stringify({ path: `/data/${index}.csv` }),
    shape: '{"path":"string"}',
    startedAt: now - 60_000 + index * 1000,
    durationMs: 40 + index,
  }));
  await sendCalls(stack.callsight.otlpUrl, failing);
});
afterAll(() => stack.stop());
beforeEach(async () => {
  page = await stack.openPage();
});
afterEach(async ({ task }) => {
  expect(await stack.closePage(page, task.name)).toEqual({ foreignRequests: [], pageErrors: [] });
});

describe('Sessions', () => {
  test('flags a session in which every call failed, with the reason', async () => {
    await page.goto('/sessions');
    const flagged = page.getByTestId('flagged-session').filter({ hasText: 'importer' });
    await flagged.waitFor();
    expect(await flagged.textContent()).toContain('All failed');
    await flagged.getByRole('link').click();
    await page.getByTestId('operation-row').first().waitFor();
    expect(page.url()).toContain('/sessions/all-failed');
  });

  test('sorts by a column, in the address', async () => {
    await page.goto('/sessions');
    await page.getByTestId('session-row').nth(1).waitFor();
    await page.getByRole('button', { name: 'Errors' }).click();
    await page.getByRole('columnheader', { name: 'Errors' }).and(page.locator('[aria-sort=descending]')).waitFor();
    expect(page.url()).toContain('sort=-errors');
    await expect.poll(() => page.getByTestId('session-row').first().textContent(), soon).toContain('all-failed');
  });

  test('understands the filter grammar, and tells where a mistake is', async () => {
    await page.goto('/sessions');
    await page.getByTestId('session-row').nth(1).waitFor();
    const search = page.getByRole('searchbox', { name: 'Search ID or client' });
    await search.fill('client:import*');
    await expect.poll(() => page.getByTestId('session-row').count(), soon).toBe(1);
    await search.fill('colour:red');
    const mistake = page.getByTestId('search-mistake');
    await mistake.waitFor();
    expect(await mistake.textContent()).toContain('expected one of the fields');
  });

  test('exports every row as CSV', async () => {
    await page.goto('/sessions');
    await page.getByTestId('session-row').nth(1).waitFor();
    await page.getByTestId('export').click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /CSV/ }).click()]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('key');
  });
});

describe('Session Activity', () => {
  test('steps through rows with the arrow keys, the details beside them', async () => {
    await page.goto('/sessions/all-failed');
    await page.getByTestId('operation-row').first().click();
    await page.getByTestId('details-error').getByText('File 0.csv is locked').waitFor();
    await page.getByTestId('operation-row').first().getByRole('button').focus();
    await page.keyboard.press('ArrowDown');
    await page.getByTestId('details-error').getByText('File 1.csv is locked').waitFor();
    await page.keyboard.press(']');
    await page.getByTestId('details-error').getByText('File 2.csv is locked').waitFor();
    await page.keyboard.press('[');
    await page.getByTestId('details-error').getByText('File 1.csv is locked').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('details-panel').waitFor({ state: 'detached' });
  });

  test('filters by words of the grammar', async () => {
    await page.goto('/sessions/all-failed?q=error:"4.csv"');
    await expect.poll(() => page.getByTestId('operation-row').count(), soon).toBe(1);
  });
});

describe('Execution detail', () => {
  test('copies the call as an MCP request', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/sessions/all-failed');
    await page.getByTestId('operation-row').first().click();
    await page.getByRole('button', { name: /as MCP request/ }).click();
    await page.getByRole('button', { name: /Copied as MCP request/ }).waitFor();
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    expect(copied).toMatchObject({
      jsonrpc: '2.0',
      method: 'tools/call',
      params: { name: 'import_file', arguments: { path: '/data/0.csv' } },
    });
  });
});

describe('Tool Calls', () => {
  test('shows the heat map, and splits its charts', async () => {
    await page.goto('/tool-calls?from=now-15m&to=now');
    await page.getByRole('img', { name: /Latency heat map of 9 calls/ }).waitFor();
    await page.getByLabel('Split charts').selectOption('tool');
    await page.getByRole('img', { name: /by tool: import_file 6/ }).waitFor();
    expect(page.url()).toContain('by=tool');
  });

  test('narrows the period by dragging on a chart, and Back undoes it', async () => {
    await page.goto('/tool-calls?from=now-15m&to=now');
    const chart = page.locator('.u-over').first();
    await chart.waitFor();
    const box = await chart.boundingBox();
    if (box === null) throw new Error('expected the chart to be drawn');
    await page.mouse.move(box.x + box.width * 0.3, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 40, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/from=20\d\d-/);
    await page.goBack();
    await page.waitForURL(/from=now-15m/);
  });
});

describe('Tools', () => {
  test('lists tools that were called, and those that were only listed', async () => {
    await page.goto('/tools');
    await page.getByTestId('tool-row').filter({ hasText: 'import_file' }).waitFor();
    await page.getByTestId('never-called-row').first().waitFor();
    const listed = await page.getByTestId('never-called-row').allTextContents();
    expect(listed.some((row) => row.includes('get-tiny-image'))).toBe(true);
    expect(listed.some((row) => row.includes('get-sum'))).toBe(false);
  });

  test('one tool has its trend, errors, arguments, clients and sessions', async () => {
    await page.goto('/tools');
    await page.getByTestId('tool-row').getByRole('link', { name: 'import_file' }).click();
    await page.getByRole('img', { name: /6 calls, 6 failed/ }).waitFor();
    const text = await page.locator('main').textContent();
    for (const expected of ['importer', 'all-failed', 'path', 'is locked']) expect(text).toContain(expected);
    expect(await page.getByTestId('error-row').count()).toBe(1);
  });
});

test('Clients is a matrix of clients against protocol versions and transports', async () => {
  await page.goto('/clients');
  const row = page.getByTestId('client-row').filter({ hasText: 'importer' });
  await row.waitFor();
  expect(await row.textContent()).toContain('100% errors');
  await page.getByRole('columnheader', { name: '2025-11-25 · stdio' }).waitFor();
});

test('Errors groups messages that differ only in names, and opens one of them', async () => {
  await page.goto('/errors');
  const row = page.getByTestId('error-row').filter({ hasText: 'is locked' });
  await row.waitFor();
  expect(await row.textContent()).toContain('6');
  await row.getByRole('link').click();
  await page.getByTestId('tool-call-row').nth(5).waitFor();
  await page.getByTestId('tool-call-row').first().click();
  await page.getByTestId('details-error').waitFor();
});

test('Live shows operations as they arrive, and holds them back while it is paused', async () => {
  await page.goto('/live');
  await page.getByTestId('live-state').filter({ hasText: 'Listening' }).waitFor();
  const call = (tool: string) =>
    sendCalls(stack.callsight.otlpUrl, [{ tool, session: 'live', startedAt: Date.now() - 50, durationMs: 20, client: 'streamer' }]);
  await call('first_live');
  await page.getByTestId('live-row').filter({ hasText: 'first_live' }).waitFor();
  await page.getByTestId('live-pause').click();
  await call('second_live');
  await page.getByTestId('live-state').filter({ hasText: '1 new' }).waitFor();
  expect(await page.getByTestId('live-row').filter({ hasText: 'second_live' }).count()).toBe(0);
  await page.getByTestId('live-pause').click();
  await page.getByTestId('live-row').filter({ hasText: 'second_live' }).waitFor();
});

test('Health tells what arrived, what it takes, and how long it is kept', async () => {
  await page.goto('/health');
  await page.getByTestId('storage-row').filter({ hasText: 'mcp_operations' }).waitFor();
  const text = await page.locator('main').textContent();
  for (const expected of ['30 days', 'Spans', 'Queue']) expect(text).toContain(expected);
});

test('Connect shows every way, for this address, and the newest arrival', async () => {
  await page.goto('/connect');
  await waitUntilRead(page);
  await page.getByRole('tab', { name: 'Python' }).click();
  await page.getByText(`OTEL_EXPORTER_OTLP_ENDPOINT=${stack.callsight.otlpUrl}`).waitFor();
  await page.getByRole('tab', { name: 'Claude Code' }).click();
  await page.getByText('claude mcp add my-server').waitFor();
  await page.getByTestId('arrivals').filter({ hasText: 'Waiting for the next span' }).waitFor();
  await sendCalls(stack.callsight.otlpUrl, [{ tool: 'arrived', session: 'arrival', startedAt: Date.now() - 50, durationMs: 20 }]);
  await page.getByTestId('arrivals').filter({ hasText: 'It arrives.' }).filter({ hasText: 'arrived' }).waitFor();
});

test('another screen begins at its top, and Back returns to where the reader was', async () => {
  await page.setViewportSize({ width: 1440, height: 500 });
  await page.goto('/tool-calls?from=now-1h&to=now');
  await page.getByTestId('tool-call-row').nth(5).waitFor();
  await page.evaluate(() => window.scrollTo(0, 400));
  const position = () => page.evaluate(() => window.scrollY);
  await expect.poll(position, soon).toBe(400);
  // A pointer's click may scroll the screen first: Playwright looks for a place where nothing covers the link.
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Sessions' }).dispatchEvent('click');
  await page.getByTestId('session-row').first().waitFor();
  expect(await position()).toBe(0);
  await page.goBack();
  await page.getByTestId('tool-call-row').nth(5).waitFor();
  await expect.poll(position, soon).toBe(400);
});

describe('the keyboard', () => {
  test('goes to screens, finds a tool, and tells its keys', async () => {
    await page.goto('/sessions?from=now-1h&to=now');
    await waitUntilRead(page);
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.waitForURL(/\/tool-calls\?from=now-1h/);
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: /Search screens/ }).fill('import');
    await page
      .getByRole('option', { name: /import_file/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/tools\/import_file/);
    await page.getByRole('heading', { level: 1, name: 'import_file' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await page.getByLabel(/Single keys act/).uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Search' }).waitFor();
  });
});

test('server and side narrow every screen, in the address', async () => {
  await page.goto('/sessions');
  await page.getByTestId('session-row').nth(1).waitFor();
  await page.getByTestId('scope-picker').click();
  await page.getByRole('radio', { name: 'everything' }).check();
  await expect.poll(() => page.getByTestId('session-row').count(), soon).toBe(1);
  await page.getByRole('radio', { name: 'Clients' }).check();
  await page.getByTestId('scope-picker').filter({ hasText: 'everything · clients’ view' }).waitFor();
  expect(page.url()).toMatch(/service=everything&side=client/);
});

describe('An execution in its trace', () => {
  test('has what led to it, what it caused and what was logged in it', async () => {
    await sendTrace(stack.callsight.otlpUrl, { session: 'traced', startedAt: Date.now() - 5_000 });
    await page.goto('/sessions/traced');
    await page.getByTestId('operation-row').first().click();
    const spans = page.getByTestId('trace-span');
    await expect.poll(() => spans.count(), soon).toBe(3);
    const [agent, own, query] = await spans.allTextContents();
    expect(agent).toMatch(/↑ upstream.*chat agent/);
    expect(own).toMatch(/tools\/call count_rows made/);
    expect(query).toMatch(/↓ downstream.*SELECT orders orders/);
    expect(await spans.nth(1).getAttribute('aria-current')).toBe('true');
    const record = page.getByTestId('log-record');
    expect(await record.textContent()).toContain('three rows');
    expect(await record.getAttribute('data-own')).toBe('true');
  });

  test('has its times in the local zone, and in UTC where the pointer rests', async () => {
    await page.goto('/sessions/traced');
    const row = page.getByTestId('operation-row').first();
    await row.waitFor();
    expect(await page.locator('[title*="UTC"]').count()).toBeGreaterThan(0);
  });
});
