import { expect, it } from 'vitest';
import { all, expectSameSeries, pick, type Row, rowsOf, type Stack, sum, toSeries, toTime } from './stack.js';

const values = { ...all, tool: 'search' };
const toolFilters = [
  { title: 'everything', values, search: '' },
  { title: 'one service', values: { ...values, service: ['files'] }, search: '&service=files' },
  { title: 'one client', values: { ...values, client: ['claude-code'] }, search: '&client=claude-code' },
];

const near = (value: unknown) => expect.closeTo(Number(value), 1 - Math.floor(Math.log10(Number(value) * 0.9)));

export function compareTool(stack: () => Stack): void {
  it.each(toolFilters)('tell the same of one tool with $title', async ({ values, search }) => {
    const tool = await stack().ask('/tools/search', `${search}&buckets=60`);
    const items = rowsOf(tool.items);

    const [tiles] = await stack().panel('tool.json: Calls of this tool in the period', values);
    expect([tiles?.calls, tiles?.failed]).toEqual([sum(items, 'calls'), sum(items, 'failed')]);
    expect(toTime(tiles?.last_seen)).toBe(Math.max(...items.map(({ lastSeenAt }) => toTime(lastSeenAt))));

    const servers = await stack().panel('tool.json: At each server', values);
    expect(pick(servers, 'server', 'calls', 'sessions', 'clients')).toEqual(pick(items, 'service', 'calls', 'sessions', 'clients'));
    expect(
      servers.map(({ ok, tool_error, invalid_request, server_error, cancelled, timeout, lost }) => ({
        ok,
        tool_error,
        invalid_request,
        server_error,
        cancelled,
        timeout,
        lost,
      })),
    ).toEqual(items.map(({ outcomes }) => outcomes));
    expect(pick(servers, 'input_p50', 'input_max', 'output_p50', 'output_max', 'definition_tokens')).toEqual(
      items.map(({ argumentsSize, resultSize, definition }) => [
        (argumentsSize as Row).p50,
        (argumentsSize as Row).max,
        (resultSize as Row).p50,
        (resultSize as Row).max,
        (definition as Row | null)?.tokens ?? null,
      ]),
    );

    const { points } = tool.series as Row;
    const byOutcome = await stack().panel('tool.json: Calls by outcome', values);
    expect(sum(byOutcome, 'calls')).toBe(sum(rowsOf(points), 'calls'));
    const failed = byOutcome.filter(({ outcome_name }) => outcome_name === 'tool_error');
    expectSameSeries(toSeries(failed, 'calls'), toSeries(rowsOf(points), 'failed'));
    const latency = await stack().panel('tool.json: Latency', values);
    for (const [own, theirs] of [
      ['p50', 'p50Ms'],
      ['p95', 'p95Ms'],
      ['p99', 'p99Ms'],
    ] as const)
      expectSameSeries(toSeries(latency, own), toSeries(rowsOf(points), theirs));

    const errors = await stack().panel('tool.json: Errors', values);
    expect(pick(errors, 'fingerprint', 'errors', 'message', 'sessions')).toEqual(
      pick(rowsOf(tool.errors), 'fingerprint', 'count', 'message', 'sessions'),
    );
    expect(pick(await stack().panel('tool.json: Arguments', values), 'name', 'type', 'calls', 'failed')).toEqual(
      pick(rowsOf(tool.argumentNames), 'name', 'type', 'calls', 'failed'),
    );
    const shapes = await stack().panel('tool.json: Shapes of arguments', values);
    expect(pick(shapes, 'shape', 'calls', 'failed', 'success_rate', 'p95')).toEqual(
      rowsOf(tool.argumentShapes).map(({ shape, calls, failed, successRate, p95Ms }) => [shape, calls, failed, successRate, near(p95Ms)]),
    );

    const clients = await stack().panel('tool.json: Clients', values);
    const theirs = rowsOf(tool.clients);
    expect(pick(clients, 'client', 'calls', 'failed')).toEqual(
      theirs.map(({ name, calls, failed }) => [name ?? 'unknown client', calls, failed]),
    );
    expect(clients.map(({ average, success_rate }) => [average, success_rate])).toEqual(
      theirs.map(({ averageMs, successRate }) => [near(averageMs), successRate]),
    );

    const sessions = await stack().panel('tool.json: Sessions with the most calls', values);
    expect(pick(sessions, 'session', 'calls', 'failed')).toEqual(pick(rowsOf(tool.sessions), 'key', 'calls', 'failed'));
    expect(sessions.map(({ last_call }) => toTime(last_call))).toEqual(rowsOf(tool.sessions).map(({ lastCallAt }) => toTime(lastCallAt)));

    const definitions = await stack().panel('tool.json: Its definition over time', values);
    expect(pick(definitions, 'definition', 'server', 'bytes', 'tokens', 'calls', 'success_rate')).toEqual(
      pick(rowsOf(tool.definitions), 'hash', 'service', 'bytes', 'tokens', 'calls', 'successRate'),
    );
    expect(definitions).toHaveLength(2);

    const executions = await stack().panel('tool.json: Executions', values);
    const history = rowsOf((await stack().ask('/tool-calls', `${search}&tool=search&limit=200`)).items);
    expect(pick(executions, 'span_id', 'outcome_name', 'duration')).toEqual(pick(history, 'spanId', 'outcome', 'durationMs'));
  });
}
