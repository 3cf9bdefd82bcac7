import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type PageStack, startPageStack, waitUntilRead } from './page-stack.js';
import { type MadeCall, sendCalls } from './spans.js';

const toolCount = 1_000;
const rowCount = 100_000;
const batchSize = 10_000;
/** Far more rows than a screen has, far fewer than the list. */
const mostDrawn = 120;
const patient = 240_000;

const hostile = {
  markup: '<img src=x onerror="window.attacked = true"><script>window.attacked = true</script>',
  turned: 'invoice\u202efdp.exe \u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd',
  controls: 'a\u0007b\u001b[31mc\u0000d\nline two\ttab',
  unicode: ['👩‍👩‍👧‍👦'.repeat(10), 'Z\u0351\u036b\u0343\u0320\u0354', '漢字'.repeat(30)].join(' '),
  endless: 'x'.repeat(4_000),
  template: '{{constructor.constructor("window.attacked = true")()}}',
  address: 'a/b?c=d#e%2f../..',
} as const;

let stack: PageStack;
let page: Page;

beforeAll(async () => {
  stack = await startPageStack();
  const now = Date.now();
  const { otlpUrl } = stack.callsight;
  const call = (fields: Partial<MadeCall>): MadeCall => ({
    tool: 'tool',
    session: 'session',
    startedAt: now - 5_000,
    durationMs: 12,
    ...fields,
  });
  await sendCalls(
    otlpUrl,
    Object.entries(hostile).map(([name, text]) =>
      call({
        tool: toName(text),
        session: `${name} ${toName(text)}`,
        client: text,
        service: `hostile`,
        arguments: JSON.stringify({ [text]: text }),
        error: text,
      }),
    ),
  );
  await sendCalls(
    otlpUrl,
    Array.from({ length: toolCount }, (_, index) => call({ tool: `tool_${index}`, session: 'thousand', service: 'thousand' })),
  );
  await sendCalls(otlpUrl, [call({ tool: 'megabyte', session: 'megabyte', service: 'megabyte', ...toMegabyte() })]);
  for (let from = 0; from < rowCount; from += batchSize) {
    await sendCalls(
      otlpUrl,
      Array.from({ length: batchSize }, (_, index) =>
        call({ tool: 'row', session: 'rows', service: 'rows', startedAt: now - 600_000 + from + index, durationMs: (from + index) % 700 }),
      ),
    );
  }
}, patient);
afterAll(() => stack.stop());
beforeEach(async () => {
  page = await stack.openPage();
});
afterEach(async ({ task }) => {
  expect(await page.evaluate(() => Reflect.get(window, 'attacked'))).toBeUndefined();
  expect(await stack.closePage(page, `extreme ${task.name}`)).toEqual({ foreignRequests: [], pageErrors: [] });
});

/** The API takes names of tools up to 256 characters; everything else about them may be longer. */
function toName(text: string): string {
  return text.slice(0, 250);
}

/** A megabyte of arguments, and as much as a result that is one line. */
function toMegabyte(): Pick<MadeCall, 'arguments' | 'result'> {
  const rows = Array.from({ length: 9_000 }, (_, index) => ({
    id: index,
    name: `row ${index}`,
    note: `${'lorem ipsum '.repeat(6)}${index}`,
  }));
  return { arguments: JSON.stringify({ rows }), result: JSON.stringify({ content: [{ type: 'text', text: 'z'.repeat(1_000_000) }] }) };
}

async function readSideways(): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

describe('hostile strings', () => {
  const screens = ['/sessions', '/tool-calls', '/tools', '/clients', '/errors'].map((path) => `${path}?service=hostile`);

  const widths = [1440, 380];
  test.each(widths.flatMap((width) => screens.map((path) => ({ width, path }))))(
    'are text, and fit: $path at $width pixels',
    async ({ width, path }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(path);
      await waitUntilRead(page);
      await page.locator('tbody tr').nth(6).waitFor();
      expect(await readSideways()).toBe(0);
      expect(await page.locator('main img, main script').count()).toBe(0);
      const text = (await page.locator('main').textContent()) ?? '';
      // What turns directions or rings bells is spelled out.
      expect(['\u0000', '\u0007', '\u001b', '\u202e'].filter((acting) => text.includes(acting))).toEqual([]);
    },
  );

  test.each(Object.entries(hostile))('are the name of a tool, a session and a client: %s', async (name, text) => {
    await page.goto(`/tools/${encodeURIComponent(toName(text))}?service=hostile`);
    await page.getByTestId('tool-session-row').first().waitFor();
    expect(await readSideways()).toBe(0);
    await page.getByTestId('tool-session-row').getByRole('link').first().click();
    await page.getByTestId('operation-row').first().click();
    await page.getByTestId('details-error').waitFor();
    expect(await page.getByTestId('details-input').getByRole('treeitem').count(), name).toBeGreaterThan(1);
    expect(await readSideways()).toBe(0);
  });
});

describe("a system's locale that is no language", () => {
  test('leaves the charts as they are', async () => {
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'language', { get: () => 'en-US@posix' }));
    await page.goto('/tool-calls?service=hostile');
    await page.locator('.u-over').first().waitFor();
    expect(await page.getByText('The page failed').count()).toBe(0);
  });
});

describe('a thousand tools', () => {
  test('are listed, filtered and found, without being drawn all at once', async () => {
    await page.goto('/tools?service=thousand');
    await page.getByText(`${toolCount.toLocaleString('en')} tools`).waitFor();
    const table = page.getByRole('table', { name: 'Tools' });
    expect(await table.getAttribute('aria-rowcount')).toBe(`${toolCount + 1}`);
    expect(await page.getByTestId('tool-row').count()).toBeLessThan(mostDrawn);
    await page.getByRole('searchbox', { name: 'Name of a tool' }).fill('tool_777');
    await expect.poll(() => page.getByTestId('tool-row').count(), { timeout: 15_000 }).toBe(1);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /Search screens/ }).fill('tool_99');
    await page.getByRole('option', { name: /tool_999/ }).waitFor();
    expect(await page.getByRole('option').count()).toBeLessThan(60);
  });
});

describe('a megabyte of JSON', () => {
  beforeEach(async () => {
    await page.goto('/tool-calls?service=megabyte');
    await page.getByTestId('tool-call-row').first().click();
    await page.getByTestId('details-input').getByRole('treeitem').nth(1).waitFor();
  });

  test('unfolds, is searched to its end, and draws only what is seen', async () => {
    const input = page.getByTestId('details-input');
    await input.getByRole('button', { name: 'Unfold all' }).click();
    expect(await input.getByRole('treeitem').count()).toBeLessThan(400);
    await input.getByRole('searchbox').fill('row 8999');
    await input.getByText('row 8999').first().waitFor();
    expect(await input.getByRole('treeitem').count()).toBeLessThan(400);
  });

  test('is copied whole', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByTestId('details-input').getByRole('button', { name: 'Copy input' }).click();
    await page.getByTestId('details-input').getByRole('button', { name: 'Copied input' }).waitFor();
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    expect(copied.rows).toHaveLength(9_000);
  });

  test('in one string of a million characters widens nothing', async () => {
    await page.getByTestId('details-output').getByRole('treeitem').first().waitFor();
    expect(await readSideways()).toBe(0);
  });
});

test(
  'a hundred thousand rows are read to the last one, a screenful at a time in the page',
  async () => {
    await page.goto('/tool-calls?service=rows&refresh=off');
    await page.getByTestId('tool-call-row').first().waitFor();
    const foot = page.locator('.load-more');
    for (let seen = ''; !seen.startsWith('All'); seen = (await foot.textContent()) ?? '') {
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      await page.waitForFunction((before) => document.querySelector('.load-more')?.textContent !== before, seen === '' ? null : seen);
      expect(await page.getByTestId('tool-call-row').count()).toBeLessThan(mostDrawn);
    }
    expect(await foot.textContent()).toContain(`All ${rowCount.toLocaleString('en')} calls`);
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.locator(`[aria-rowindex="${rowCount + 1}"]`).waitFor();
    await page.locator(`[aria-rowindex="${rowCount + 1}"]`).click();
    await page.getByTestId('details-panel').waitFor();
  },
  patient,
);
