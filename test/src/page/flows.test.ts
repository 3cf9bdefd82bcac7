import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type PageStack, runAgent, startPageStack } from './page-stack.js';

let stack: PageStack;
let page: Page;

beforeAll(async () => {
  stack = await startPageStack();
});
afterAll(() => stack.stop());
beforeEach(async () => {
  page = await stack.openPage();
});
afterEach(async ({ task }) => {
  expect(await stack.closePage(page, task.name)).toEqual({ foreignRequests: [], pageErrors: [] });
});

describe('an empty database', () => {
  test('shows how to connect a server, and notices the first span by itself', async () => {
    await page.goto('/');
    const connect = page.getByTestId('connect-panel');
    await connect.waitFor();
    expect(await connect.textContent()).toContain('node --import @callsight/instrumentation/register');
    expect(await connect.getByRole('button', { name: /copy/i }).count()).toBeGreaterThan(0);
    await runAgent(stack.callsight);
    await page.getByTestId('session-row').first().waitFor();
    expect(await page.getByTestId('session-row').count()).toBe(1);
  });
});

describe('with a session', () => {
  test('Sessions shows its totals and its row', async () => {
    await page.goto('/sessions');
    const row = page.getByTestId('session-row').first();
    await row.waitFor();
    await page.getByTestId('tile-total-sessions').filter({ hasText: '1' }).waitFor();
    await page.getByTestId('tile-active-sessions').filter({ hasText: '0' }).waitFor();
    const text = await row.textContent();
    for (const expected of ['Closed', 'test-agent', '2025-11-25', 'stdio']) expect(text?.toLowerCase()).toContain(expected.toLowerCase());
    await page
      .getByRole('img', { name: /sessions/i })
      .first()
      .waitFor();
  });

  test('View Activity lists requests, executions and errors in order, and opens their details', async () => {
    await page.goto('/sessions');
    await page
      .getByTestId('session-row')
      .getByRole('link', { name: /view activity/i })
      .first()
      .click();
    await page.getByTestId('operation-row').first().waitFor();
    const rows = await page.getByTestId('operation-row').allTextContents();
    const order = ['initialize', 'echo', 'get-sum', 'no-such-tool'].map((name) => rows.findIndex((row) => row.includes(name)));
    expect(order).not.toContain(-1);
    expect([...order].sort((a, b) => a - b)).toEqual(order);
    await page.getByTestId('operation-row').filter({ hasText: 'echo' }).click();
    const details = page.getByTestId('details-panel');
    await details.waitFor();
    await page.getByTestId('details-input').getByText('hello <b>page</b>').first().waitFor();
    await page
      .getByTestId('details-output')
      .getByText(/Echo: hello <b>page<\/b>/)
      .first()
      .waitFor();
    expect(page.url()).toMatch(/op=[0-9a-f]{32}\.[0-9a-f]{16}/);
    await page.reload();
    await page.getByTestId('details-panel').waitFor();
    await page.goBack();
    await page.getByTestId('details-panel').waitFor({ state: 'detached' });
  });

  test('failures only leaves the errors', async () => {
    await page.goto('/sessions');
    await page
      .getByTestId('session-row')
      .getByRole('link', { name: /view activity/i })
      .first()
      .click();
    await page.getByTestId('operation-row').first().waitFor();
    await page.getByLabel('Failures only').click();
    await page.getByTestId('operation-row').filter({ hasText: 'echo' }).waitFor({ state: 'detached' });
    const rows = await page.getByTestId('operation-row').allTextContents();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain('no-such-tool');
  });

  test('Tool Calls shows totals, history and the details of a failure', async () => {
    await page.goto('/tool-calls');
    await page.getByTestId('tool-call-row').first().waitFor();
    await page.getByTestId('tile-total-calls').filter({ hasText: '3' }).waitFor();
    await page.getByTestId('tile-failed-calls').filter({ hasText: '1' }).waitFor();
    await page
      .getByTestId('tile-success-rate')
      .filter({ hasText: /66[.,]7/ })
      .waitFor();
    await page.getByTestId('tool-call-row').filter({ hasText: 'no-such-tool' }).click();
    await page
      .getByTestId('details-error')
      .getByText(/Tool no-such-tool not found/)
      .first()
      .waitFor();
  });

  test('filters live in the address and come back with it', async () => {
    await page.goto('/tool-calls?tool=echo&from=now-1h&to=now');
    await page.getByTestId('tool-call-row').first().waitFor();
    expect(await page.getByTestId('tool-call-row').count()).toBe(1);
    await page.goto('/tool-calls?tool=absent');
    await page.getByTestId('empty-state').first().waitFor();
  });

  test('fits a narrow dark screen', async () => {
    await page.context().close();
    page = await stack.openPage({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    await page.goto('/sessions');
    await page.getByTestId('session-row').first().waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow).toBe(0);
  });
});

test('an answer that fails is shown with its reason and a way to retry', async () => {
  const problem = { type: 'about:blank', title: 'Database unavailable', status: 503, detail: 'ClickHouse cannot be reached.' };
  await page.route('**/api/v1/**', (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  );
  await page.goto('/sessions');
  const failure = page.getByTestId('error-state').first();
  await failure.waitFor();
  expect(await failure.textContent()).toContain('ClickHouse cannot be reached.');
  await page.unroute('**/api/v1/**');
  await failure.getByRole('button').first().click();
  await page.getByTestId('session-row').first().waitFor();
});
