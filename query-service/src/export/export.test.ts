import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionPage, ToolCallPage } from '../contract/index.js';
import { endpoints } from '../endpoints.js';
import { toCallSpan, toPastHour } from '../testing/scenario.js';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';

const { at, period } = toPastHour();
const calls = 12_000;
const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', 'say "hi", please', 'two\r\nlines', '=HYPERLINK("http://x")', '🦊', 'plain'];

let api: TestApp;
beforeAll(async () => {
  api = await serveTestApp();
  await api.engine.ingest(
    Array.from({ length: calls }, (_, index) =>
      toCallSpan({ session: `s${index % 100}`, tool: 'many', at: new Date(at(0).getTime() + 100 * index) }),
    ),
  );
  await api.engine.ingest(
    hostile.map((tool, index) =>
      toCallSpan({ session: 'hostile', tool, at: at(2_000 + index), message: tool, attributes: { 'error.type': 'tool_error' } }),
    ),
  );
});
afterAll(() => api.close());

async function download(path: string): Promise<{ headers: Headers; text: string }> {
  const response = await fetch(`${api.url}/api/v1${path}`);
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return { headers: response.headers, text };
}

/** RFC 4180, as strictly as it says: anything else throws. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (field.lastIndex < text.length) {
    const start = field.lastIndex;
    const match = field.exec(text);
    if (!match) throw new Error(`no CSV at ${start}: ${JSON.stringify(text.slice(start, start + 40))}`);
    records.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') records.push([]);
  }
  return records.slice(0, -1);
}

describe('an export', () => {
  test('as NDJSON has every row of the list, each as the list has it', async () => {
    const { headers, text } = await download(`/tool-calls?${period}&format=ndjson`);
    expect(headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength(calls + hostile.length);
    expect(new Set(rows.map(({ traceId, spanId }) => traceId + spanId)).size).toBe(rows.length);
    const { body } = await api.get(`/tool-calls?${period}&limit=500`);
    expect(rows.slice(0, 500)).toEqual((body as ToolCallPage).items);
  });

  test('has the rows that fit the filters, in the order that is asked for', async () => {
    const { text } = await download(`/tool-calls?${period}&format=ndjson&q=session:hostile&sort=started&order=asc`);
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.map(({ target }) => target)).toEqual(hostile);
  });

  test('as CSV has a header, and texts that no spreadsheet runs', async () => {
    const { headers, text } = await download(`/tool-calls?${period}&format=csv&q=session:hostile&order=asc`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(headers.get('content-disposition')).toBe('attachment; filename="listToolCalls.csv"');
    const [header = [], ...records] = parseCsv(text);
    expect(header).toEqual(expect.arrayContaining(['traceId', 'target', 'error.type', 'error.message', 'durationMs']));
    const targets = records.map((record) => record[header.indexOf('target')]);
    expect(targets).toEqual(hostile.map((each) => (/^[=+\-@\t\r]/.test(each) ? `'${each}` : each)));
    expect(records.map((record) => record.length)).toEqual(hostile.map(() => header.length));
    expect(records.map((record) => record[header.indexOf('error.message')])).toEqual(targets);
  });

  test('of sessions has all of them, with their flags', async () => {
    const { text } = await download(`/sessions?${period}&format=ndjson`);
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength(101);
    const { body } = await api.get(`/sessions?${period}&limit=500`);
    expect(rows).toEqual((body as SessionPage).items);
    const csv = parseCsv((await download(`/sessions?${period}&format=csv&session=hostile`)).text);
    expect(csv[1]?.[csv[0]?.indexOf('flags') ?? -1]).toContain('"flag":"all_failed"');
  });

  test('of an empty list is empty, or a header alone', async () => {
    expect((await download(`/errors?${period}&format=ndjson&tool=absent`)).text).toBe('');
    expect(parseCsv((await download(`/errors?${period}&format=csv&tool=absent`)).text)).toHaveLength(1);
  });

  test.each(endpoints.filter(({ query }) => 'format' in query.shape).map(({ path, query }) => [path, 'from' in query.shape] as const))(
    'is there for %s',
    async (path, hasPeriod) => {
      const { items } = (await api.get(`/errors?${period}`)).body as { items: { fingerprint: string }[] };
      const concrete = path.replace('{key}', 'hostile').replace('{fingerprint}', items[0]?.fingerprint ?? '');
      const given = hasPeriod ? `&${period}` : '';
      const { text } = await download(`${concrete}?format=ndjson${given}`);
      const rows = text === '' ? [] : text.trimEnd().split('\n');
      const csv = parseCsv((await download(`${concrete}?format=csv${given}`)).text);
      expect(csv).toHaveLength(rows.length + 1);
    },
  );

  test('that cannot begin is a problem', async () => {
    const answer = await api.get(`/tool-calls?${period}&format=csv&q=tol:x`);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ parameter: 'q', position: 0 }] } });
  });
});

test('an export ends when the client leaves', async () => {
  const aborted = new AbortController();
  const response = await fetch(`${api.url}/api/v1/tool-calls?${period}&format=ndjson`, { signal: aborted.signal });
  await response.body?.getReader().read();
  aborted.abort();
  // What was under way ends; then nothing follows.
  let before = -1;
  for (let round = 0; round < 20 && before !== api.queries(); round += 1) {
    before = api.queries();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  expect(api.queries()).toBe(before);
  const { text } = await download(`/tool-calls?${period}&format=ndjson&limit=1&session=hostile`);
  expect(text.trimEnd().split('\n')).toHaveLength(hostile.length);
});

test('lists that can be read page by page, or have no end of their own, can be exported', () => {
  const lists = endpoints.filter(({ query }) => 'cursor' in query.shape);
  expect(lists.length).toBeGreaterThan(4);
  expect(lists.filter(({ query }) => !('format' in query.shape))).toEqual([]);
});
