import { sealArrivals } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outcome, type SessionPage, type SessionSummary, side } from '../contract/index.js';
import { toCallSpan, toPastHour } from '../testing/scenario.js';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';

const { at } = toPastHour();
const tools = ['read', 'write', 'search'];
/** What makes an operation have an outcome. */
const attributes: Record<string, Record<string, string>> = {
  ok: {},
  tool_error: { 'error.type': 'tool_error' },
  invalid_request: { 'error.type': '-32602', 'rpc.response.status_code': '-32602' },
  server_error: { 'error.type': '-32603', 'rpc.response.status_code': '-32603' },
  cancelled: { 'error.type': 'cancelled' },
  timeout: { 'error.type': 'timeout' },
};

/** Three calls of each session, of as many mixtures of tool, outcome and side as there are, some of them beyond the edges of the period. */
const calls = Array.from({ length: 120 }, (_, index) => ({
  session: `session-${Math.floor(index / 3)}`,
  tool: tools[(index * 7) % 3] ?? '',
  outcome: outcome.options[(index * 5 + Math.floor(index / 6)) % 6] ?? '',
  side: index % 4 === 1 ? 'client' : 'server',
  second: Math.floor(index / 3) * 30 + (index % 3) * 40,
}));
const [from, to] = [100, 1_000];
const period = `from=${at(from).toISOString()}&to=${at(to).toISOString()}`;

let api: TestApp;
beforeAll(async () => {
  api = await serveTestApp();
  await api.engine.ingest(
    calls.map((call) =>
      toCallSpan({
        session: call.session,
        tool: call.tool,
        at: at(call.second),
        side: call.side === 'client' ? 'Client' : 'Server',
        attributes: attributes[call.outcome] ?? {},
      }),
    ),
  );
});
afterAll(() => api.close());

type Call = (typeof calls)[number];
/** The sessions with activity in the period and a call in it that fits. */
function recount(fits: (call: Call) => boolean): string[] {
  const active = calls.filter(({ session }) => {
    const seconds = calls.filter((call) => call.session === session).map(({ second }) => second);
    return Math.max(...seconds) >= from && Math.min(...seconds) < to;
  });
  const found = active.filter((call) => call.second >= from && call.second < to && fits(call));
  return [...new Set(found.map(({ session }) => session))].sort();
}

const everySession = () => [...new Set([...recount(() => true)])];

async function read(query: string): Promise<string[]> {
  const { items } = await api.read<SessionPage>(`/sessions?${period}&limit=100&${query}`);
  const { total } = await api.read<SessionSummary>(`/sessions/summary?${period}&${query}`);
  expect(total).toBe(items.length);
  return items.map(({ key }) => key).sort();
}

describe.each(['open', 'sealed'])('sessions, while they are %s, are found by what one of their operations was:', (state) => {
  beforeAll(async () => {
    if (state === 'sealed') await sealArrivals(api.engine.admin);
  });

  test.each(outcome.options)('outcome %s', async (each) => {
    expect(await read(`outcome=${each}`)).toEqual(recount((call) => call.outcome === each));
  });

  test.each(side.options)('side %s', async (each) => {
    expect(await read(`side=${each}`)).toEqual(recount((call) => call.side === each));
    for (const result of outcome.options) {
      expect(await read(`side=${each}&outcome=${result}`)).toEqual(recount((call) => call.side === each && call.outcome === result));
    }
  });

  test.each(tools)('tool %s', async (tool) => {
    expect(await read(`tool=${tool}`)).toEqual(recount((call) => call.tool === tool));
    expect(await read(`q=tool:*${tool.slice(2)}`)).toEqual(recount((call) => call.tool === tool));
    expect(await read(`q=tool:${tool},nothing`)).toEqual(recount((call) => call.tool === tool));
    expect(await read(`method=tools/list&tool=${tool}`)).toEqual([]);
    expect(await read(`tool=${tool}&outcome=tool_error`)).toEqual(recount((call) => call.tool === tool && call.outcome === 'tool_error'));
    expect(await read(`q=tool:${tool[0]}* outcome:ok,timeout side:client`)).toEqual(
      recount((call) => call.tool === tool && ['ok', 'timeout'].includes(call.outcome) && call.side === 'client'),
    );
  });

  test('method', async () => {
    expect(await read('method=tools/call')).toEqual(recount(() => true));
    expect(await read('method=tools/list')).toEqual([]);
    expect(await read('q=method:tools/*')).toEqual(recount(() => true));
  });

  test('and by what none of them was', async () => {
    const without = (found: string[]) => everySession().filter((session) => !found.includes(session));
    expect(await read('q=-outcome:ok')).toEqual(without(recount((call) => call.outcome === 'ok')));
    expect(await read('q=-side:client -tool:read')).toEqual(
      without([...recount((call) => call.side === 'client'), ...recount((call) => call.tool === 'read')]),
    );
  });
});
