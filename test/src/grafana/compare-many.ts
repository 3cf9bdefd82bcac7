import { sealArrivals, toCallAttributes, toSpanRow } from '@callsight/clickhouse/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { all, pick, type Row, rowsOf, type Stack } from './stack.js';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const to = new Date(Math.floor(Date.now() / HOUR) * HOUR - 15 * 24 * HOUR);
const period = { from: new Date(to.getTime() - 48 * HOUR), to };
const before = (seconds: number) => new Date(to.getTime() - seconds * SECOND);

/** More sessions in a day than are listed, and more of them worth a look than are shown. */
const sessions = Array.from({ length: 620 }, (_, index) =>
  toSpanRow({
    at: before(100 + index * 100),
    ServiceName: 'crowd',
    ...(index % 5 === 1 ? { StatusCode: 'Error', StatusMessage: 'broken' } : {}),
    SpanAttributes: toCallAttributes(`crowd-${index}`, 'echo', {
      'callsight.client.name': 'inspector',
      ...(index % 5 === 1 ? { 'error.type': 'tool_error' } : {}),
    }),
  }),
);

/** More tools than are listed, with one call, two or three. */
const toolCalls = Array.from({ length: 250 }, (_, index) =>
  Array.from({ length: 1 + (index % 3) }, (_, call) =>
    toSpanRow({
      at: before(40 + index * 600 + call),
      ServiceName: 'toolbox',
      SpanAttributes: toCallAttributes(`box-${call}`, `tool-${index}`),
    }),
  ),
).flat();

/** A client's reports: the newest are second views of what a server told, the oldest forty are not. */
const reports = Array.from({ length: 560 }, (_, index) => {
  const span = { at: before(50 + index * 300), SpanAttributes: toCallAttributes('reported', 'search') };
  const client = toSpanRow({ ...span, SpanKind: 'Client', ServiceName: 'caller' });
  return index < 520
    ? [client, toSpanRow({ ...span, ServiceName: 'called', TraceId: client.TraceId, ParentSpanId: client.SpanId })]
    : [client];
}).flat();

export function compareMany(stack: () => Stack): void {
  describe('of many', () => {
    beforeAll(async () => {
      // Some of the sessions that are worth a look arrive when the others are sealed.
      const late = sessions.filter((_, index) => index % 50 === 6);
      await stack().engine.ingest([...sessions.filter((session) => !late.includes(session)), ...toolCalls, ...reports]);
      await sealArrivals(stack().engine.admin);
      await stack().engine.ingest(late);
    }, 60_000);

    const ask = async (path: string, service: string, more: string): Promise<Row[]> => {
      const search = `from=${period.from.toISOString()}&to=${period.to.toISOString()}&service=${service}&${more}`;
      return rowsOf(((await (await fetch(`${stack().url}/api/v1${path}?${search}`)).json()) as Row).items);
    };

    it('show the same newest sessions', async () => {
      const listed = await stack().panel('sessions.json: Sessions', { ...all, service: ['crowd'] }, period);
      expect(pick(listed, 'session')).toEqual(pick(await ask('/sessions', 'crowd', 'limit=500'), 'key'));
      expect(listed).toHaveLength(500);
    });

    it('show the same newest sessions that are worth a look', async () => {
      const flagged = await stack().panel('sessions.json: Worth a look', { ...all, service: ['crowd'] }, period);
      expect(pick(flagged, 'session')).toEqual(pick(await ask('/sessions', 'crowd', 'q=flag:all_failed,loop,long,lost&limit=100'), 'key'));
      expect(flagged).toHaveLength(100);
    });

    it('show the same tools with the most calls, each with its sessions', async () => {
      const tools = await stack().panel('tool-calls.json: Tools', { ...all, service: ['toolbox'] }, period);
      const listed = await ask('/tools', 'toolbox', '');
      expect(pick(tools, 'tool', 'calls', 'sessions')).toEqual(pick(listed, 'name', 'calls', 'sessions').slice(0, 200));
      expect(tools).toHaveLength(200);
    });

    it.each(['called', 'caller'])('show the same of a tool at %s, each call once', async (service) => {
      const values = { ...all, tool: 'search', service: [service] };
      const search = `from=${period.from.toISOString()}&to=${period.to.toISOString()}&service=${service}`;
      const tool = (await (await fetch(`${stack().url}/api/v1/tools/search?${search}`)).json()) as Row;
      const servers = await stack().panel('tool.json: At each server', values, period);
      expect(pick(servers, 'server', 'calls', 'sessions')).toEqual(pick(rowsOf(tool.items), 'service', 'calls', 'sessions'));
      expect(pick(servers, 'calls')).toEqual([[service === 'called' ? 520 : 40]]);
      const busiest = await stack().panel('tool.json: Sessions with the most calls', values, period);
      expect(pick(busiest, 'session', 'calls')).toEqual(pick(rowsOf(tool.sessions), 'key', 'calls'));
    });

    it.each([
      ['crowd', 200],
      ['called', 200],
      ['caller', 40],
    ])('show the same newest calls of %s', async (service, number) => {
      const executions = await stack().panel('tool-calls.json: Executions', { ...all, service: [service] }, period);
      expect(pick(executions, 'trace_id')).toEqual(pick(await ask('/tool-calls', service, 'limit=200'), 'traceId'));
      expect(executions).toHaveLength(number);
    });
  });
}
