// Sentry 11 has spans of its own: its span JSON is sent here as OTLP JSON, field by field.
import * as Sentry from 'sentry-11';

const spans = [];
Sentry.init({ dsn: 'http://key@127.0.0.1:9/1', tracesSampleRate: 1, sendDefaultPii: true });
Sentry.getClient().on('spanEnd', (span) => spans.push(Sentry.spanToJSON(span)));
const { converse } = await import('../conversation.mjs');
await converse({ wrapServer: (server) => Sentry.wrapMcpServerWithSentry(server) });

function toValue(value) {
  if (typeof value === 'number') return { doubleValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return { stringValue: String(value) };
}
const toNanoseconds = (seconds) => `${Math.round(seconds * 1e6)}000`;
const body = {
  resourceSpans: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'notes' } }] },
      scopeSpans: [
        {
          scope: { name: '@sentry/node', version: Sentry.SDK_VERSION },
          spans: spans.map((span) => ({
            traceId: span.trace_id,
            spanId: span.span_id,
            parentSpanId: span.parent_span_id ?? '',
            name: span.name,
            kind: 1,
            startTimeUnixNano: toNanoseconds(span.start_timestamp),
            endTimeUnixNano: toNanoseconds(span.end_timestamp),
            attributes: Object.entries(span.attributes).map(([key, value]) => ({ key, value: toValue(value) })),
            status: span.status === undefined || span.status === 'ok' ? {} : { code: 2, message: span.attributes['sentry.status.message'] },
          })),
        },
      ],
    },
  ],
};
const reply = await fetch(`${process.env.OTEL_EXPORTER_OTLP_ENDPOINT}/v1/traces`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
process.exit(reply.ok ? 0 : 1);
