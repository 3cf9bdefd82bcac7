import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PageStack, runAgent, startPageStack, waitUntilRead } from './page-stack.js';

let stack: PageStack;
let axeSource: string;
let sessionPath: string;
let operation: string;

beforeAll(async () => {
  stack = await startPageStack();
  await runAgent(stack.callsight);
  axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const { items } = await stack.callsight.get<{ items: { sessionKey: string; traceId: string; spanId: string }[] }>('/tool-calls');
  const [call] = items;
  if (call === undefined) throw new Error('expected the calls of the agent');
  sessionPath = `/sessions/${encodeURIComponent(call.sessionKey)}`;
  operation = `${call.traceId}.${call.spanId}`;
});
afterAll(() => stack.stop());

interface Screen {
  name: string;
  path: () => string;
  /** What is opened on it. */
  open?: (page: Page) => Promise<void>;
}

const screens: Screen[] = [
  { name: 'Sessions', path: () => '/sessions' },
  { name: 'Session Activity', path: () => sessionPath },
  { name: 'Execution detail', path: () => `${sessionPath}?op=${operation}` },
  { name: 'Tool Calls', path: () => '/tool-calls?from=now-15m&to=now' },
  { name: 'Tools', path: () => '/tools' },
  { name: 'one tool', path: () => '/tools/echo' },
  { name: 'Clients', path: () => '/clients' },
  { name: 'Errors', path: () => '/errors' },
  { name: 'Live', path: () => '/live' },
  { name: 'Health', path: () => '/health' },
  { name: 'Connect', path: () => '/connect' },
  { name: 'an empty list', path: () => '/sessions?q=nothing-has-this-name' },
  { name: 'the palette', path: () => '/sessions', open: (page) => page.keyboard.press('/') },
  { name: 'the keys', path: () => '/sessions', open: (page) => page.keyboard.press('?') },
  { name: 'the period picker', path: () => '/sessions', open: (page) => page.getByTestId('period-picker').click() },
  { name: 'the scope picker', path: () => '/sessions', open: (page) => page.getByTestId('scope-picker').click() },
];

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test.each(screens)('$name has no accessibility violations', async ({ name, path, open }) => {
    const page = await stack.openPage({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(path());
    await waitUntilRead(page);
    await open?.(page);
    expect(await findViolations(page)).toEqual([]);
    expect(await stack.closePage(page, `${colorScheme} ${name}`)).toEqual({ foreignRequests: [], pageErrors: [] });
  });
});

test.each(screens)('$name fits 380 pixels', async ({ name, path, open }) => {
  const page = await stack.openPage({ viewport: { width: 380, height: 800 } });
  await page.goto(path());
  await waitUntilRead(page);
  await open?.(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBe(0);
  expect(await findViolations(page)).toEqual([]);
  await stack.closePage(page, `narrow ${name}`);
});

test('nothing moves for those who ask for less motion', async () => {
  const page = await stack.openPage({ reducedMotion: 'reduce' });
  await page.goto('/live');
  await waitUntilRead(page);
  const moving = await page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
  expect(moving).toBe(0);
  await stack.closePage(page, 'reduced motion');
});

/** Rules of WCAG 2.2, levels A and AA, and the target sizes that axe leaves off by default. */
async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const results: AxeResults = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      rules: { 'target-size': { enabled: true } },
    }),
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}
