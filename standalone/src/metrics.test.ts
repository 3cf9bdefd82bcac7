import { createOtlpReceiver } from '@callsight/collector';
import { expect, test } from 'vitest';
import { createRegistry } from './metrics.js';

const now = `${Date.now()}000000`;
const span = { traceId: '5b8efff798038103d269b633813fc60c', spanId: 'eee19b7ec3c1b174', name: 'ping', startTimeUnixNano: now };
const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span, span, { ...span, spanId: 'ab' }] }] }] });

test('the metrics tell what the receiver accepted, dropped and refused, and when it last inserted', async () => {
  const receiver = createOtlpReceiver({ host: '127.0.0.1', port: 0, insert: async () => {} });
  const { url } = await receiver.listen();
  const registry = createRegistry(receiver);
  expect(await registry.metrics()).not.toMatch(/^callsight_receiver_last_insert_timestamp_seconds/m);
  await fetch(`${url}/v1/traces`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  await fetch(`${url}/v1/traces`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' });
  const metrics = await registry.metrics();
  await receiver.close();
  for (const line of [
    'callsight_receiver_records_total{signal="traces",result="accepted",reason=""} 2',
    'callsight_receiver_records_total{signal="traces",result="dropped",reason="invalid_id"} 1',
    'callsight_receiver_records_total{signal="traces",result="refused",reason=""} 0',
    'callsight_receiver_refused_requests_total{reason="malformed"} 1',
    'callsight_receiver_inserts_total 1',
    'callsight_receiver_queued_bytes 0',
    'callsight_receiver_insert_seconds_count 1',
  ]) {
    expect(metrics).toContain(`${line}\n`);
  }
  expect(metrics).toMatch(/^callsight_receiver_last_insert_timestamp_seconds \d{10}/m);
  expect(metrics).toMatch(/^callsight_receiver_insert_recent_seconds\{quantile="0.99"\} \d/m);
});
