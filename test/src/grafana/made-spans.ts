import { type SpanRow, toCallAttributes, toSpanRow } from '@callsight/clickhouse/testing';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** The hour that is asked for; it ended just now, on a full minute. */
export const to = new Date(Math.floor(Date.now() / MINUTE) * MINUTE);
export const from = new Date(to.getTime() - 60 * MINUTE);
const after = (ms: number) => new Date(from.getTime() + ms);

/** Calls of two services, two tools and two clients in nine sessions, the whole hour long; of some, the client reported its view as well. */
function toCalls(): SpanRow[] {
  return Array.from({ length: 300 }, (_, index) => {
    const failed = index % 6 === 1;
    const tool = index % 5 < 2 ? 'search' : 'echo';
    const span: Partial<SpanRow> & { at: Date; durationMs: number } = {
      at: after(1000 + index * 11_000),
      // Off the bounds of the heat map: the rollup knows durations up to 2.2 %.
      durationMs: 1.5 * 3 ** (index % 8),
      ServiceName: index % 3 === 0 ? 'shop' : 'files',
      ...(failed ? { StatusCode: 'Error', StatusMessage: `no such ${index % 5 === 0 ? 'place' : 'file'} ${index}` } : {}),
      SpanAttributes: toCallAttributes(`session-${index % 9}`, tool, {
        'callsight.client.name': index % 9 < 5 ? 'claude-code' : 'inspector',
        'callsight.client.version': '2.1.0',
        'callsight.transport': index % 9 < 2 ? 'stdio' : 'http',
        'mcp.protocol.version': '2025-11-25',
        'callsight.arguments.shape': index % 2 === 0 ? '{"path":"string"}' : '{"path":"string","limit":"number"}',
        'gen_ai.tool.call.arguments': JSON.stringify({ path: `/tmp/${index}` }),
        'gen_ai.tool.call.result': JSON.stringify({ content: [{ type: 'text', text: 'x'.repeat(index) }] }),
        ...(failed ? { 'error.type': 'tool_error' } : {}),
        ...(index % 50 === 2 ? { 'error.type': 'cancelled' } : {}),
      }),
    };
    const server = toSpanRow(span);
    if (index % 10 !== 3) return [server];
    const client = toSpanRow({ ...span, SpanKind: 'Client', ServiceName: 'agent', TraceId: server.TraceId });
    return [client, { ...server, ParentSpanId: client.SpanId }];
  }).flat();
}

/** Sessions that are worth a look, and as many short ones as make the long ones stand out. */
function toSessions(): SpanRow[] {
  const call = (session: string, ms: number, more: Partial<SpanRow> = {}) =>
    toSpanRow({
      at: after(ms),
      ...more,
      SpanAttributes: toCallAttributes(session, 'echo', {
        'callsight.client.name': 'inspector',
        'gen_ai.tool.call.arguments': '{"path":"/"}',
        ...more.SpanAttributes,
      }),
    });
  const failed = { StatusCode: 'Error', StatusMessage: 'broken', SpanAttributes: { 'error.type': 'tool_error' } };
  const heartbeat = { 'callsight.span.type': 'heartbeat', 'callsight.session.key': 'gone', 'callsight.session.basis': 'connection' };
  return [
    // Half an hour ago at least: they are lost, and none becomes so between two questions.
    ...Array.from({ length: 250 }, (_, index) => call(`short-${index}`, 5 * MINUTE + index * 5 * SECOND)),
    ...Array.from({ length: 10 }, (_, index) => call('looping', 10 * MINUTE + index * SECOND)),
    ...Array.from({ length: 3 }, (_, index) => call('failing', 20 * MINUTE + index * SECOND, failed)),
    call('failing-once', 21 * MINUTE, failed),
    call('gone', 2 * MINUTE),
    toSpanRow({ at: after(3 * MINUTE), SpanName: 'mcp.heartbeat', SpanAttributes: heartbeat }),
    // Of the hour before, one of which reaches into this one.
    ...Array.from({ length: 30 }, (_, index) => call(`before-${index % 4}`, -50 * MINUTE + index * MINUTE, index % 5 === 0 ? failed : {})),
    call('across', -MINUTE),
    call('across', MINUTE),
  ];
}

/** What `tools/list` showed: once a tool that nobody calls, and `search` with two definitions. */
function toListings(): SpanRow[] {
  const listing = (ms: number, hashes: Record<string, string>) =>
    toSpanRow({
      at: after(ms),
      SpanName: 'tools/list',
      SpanAttributes: {
        'mcp.method.name': 'tools/list',
        'callsight.session.key': 'session-0',
        'callsight.session.basis': 'connection',
        'callsight.surface.hash': Object.values(hashes).join(''),
        'callsight.surface.tools': JSON.stringify(
          Object.entries(hashes).map(([name, hash], index) => ({
            name,
            hash: hash.padEnd(16, '0'),
            bytes: 400 + index,
            tokens: 100 + index,
          })),
        ),
      },
    });
  return [listing(-10 * MINUTE, { echo: 'e1', search: 'a1' }), listing(30 * MINUTE, { echo: 'e1', search: 'a2', idle: '11' })];
}

/** A call that runs, and one whose snapshots stopped. */
function toSnapshots(): SpanRow[] {
  const snapshot = (id: string, at: Date) =>
    toSpanRow({
      at,
      durationMs: 2_000,
      SpanAttributes: toCallAttributes('session-1', 'search', {
        'callsight.span.type': 'snapshot',
        'callsight.snapshot.trace_id': id.repeat(32),
        'callsight.snapshot.span_id': id.repeat(16),
      }),
    });
  return [snapshot('d', new Date()), snapshot('e', after(30 * MINUTE))];
}

export const calls = toCalls();
export const spans: readonly SpanRow[] = [
  ...calls,
  ...toSessions(),
  ...toListings(),
  ...toSnapshots(),
  toSpanRow({ at: new Date('2001-01-01T00:00:00Z'), ServiceName: 'clockless' }),
];

/** What a Collector tells of itself, ten and twenty seconds ago. */
export function toCollectorMetrics(): { sums: object[]; gauges: object[] } {
  const point = (metric: string, value: number, secondsAgo: number) => ({
    MetricName: metric,
    ServiceName: 'otelcol',
    ResourceAttributes: { 'service.instance.id': 'a' },
    TimeUnix: ((Date.now() - secondsAgo * SECOND) / SECOND).toFixed(3),
    Value: value,
  });
  const counters = { receiver_accepted_spans: 40, receiver_refused_spans: 2, exporter_sent_spans: 30, exporter_send_failed_spans: 3 };
  return {
    sums: Object.entries(counters).flatMap(([name, value]) => [
      point(`otelcol_${name}_total`, 0, 20),
      point(`otelcol_${name}_total`, value, 10),
    ]),
    gauges: [point('otelcol_exporter_queue_size', 900, 10), point('otelcol_exporter_queue_capacity', 1000, 10)],
  };
}
