import { createOtlpReceiverThread, type OtlpReceiver, type RowEncoding } from '@callsight/collector';
import { afterEach, describe, expect, it } from 'vitest';

const NOW = String(BigInt(Date.now()) * 1_000_000n);
const span = { traceId: '5b8efff798038103d269b633813fc60c', spanId: 'eee19b7ec3c1b174', name: 'ping', startTimeUnixNano: NOW };

let receiver: OtlpReceiver | undefined;
afterEach(() => receiver?.close());

function post(url: string, path: string, body: object): Promise<Response> {
  return fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

describe('a receiver on a thread', () => {
  it('hands its rows to the thread that inserts, and tells its status', async () => {
    const inserted: { table: string; bytes: Buffer; format: RowEncoding['format'] }[] = [];
    receiver = createOtlpReceiverThread({
      host: '127.0.0.1',
      port: 0,
      insert: async (table, rows, { format }) => {
        inserted.push({ table, bytes: Buffer.concat(rows), format });
      },
    });
    const { url } = await receiver.listen();
    const spans = Array.from({ length: 100 }, () => ({ ...span, name: 'large'.repeat(100) }));
    expect((await post(url, '/v1/traces', { resourceSpans: [{ scopeSpans: [{ spans }] }] })).status).toBe(200);
    const logRecords = [{ timeUnixNano: NOW, body: { stringValue: 'small' } }];
    expect((await post(url, '/v1/logs', { resourceLogs: [{ scopeLogs: [{ logRecords }] }] })).status).toBe(200);
    expect(inserted.map(({ table, format }) => [table, format])).toEqual([
      ['otel_traces_landing', 'Native'],
      ['otel_logs', 'JSONEachRow'],
    ]);
    expect(inserted[0]?.bytes.subarray(0, 2)).toEqual(Buffer.from([22, 100]));
    expect(JSON.parse(String(inserted[1]?.bytes))).toMatchObject({ Body: 'small' });
    expect(await receiver.status()).toMatchObject({
      signals: { traces: { accepted: 100 }, logs: { accepted: 1 } },
      inserts: { succeeded: 2 },
    });
  });

  it('answers 503 when the insert fails, and tells why on the thread that inserts', async () => {
    const failures: string[] = [];
    receiver = createOtlpReceiverThread({
      host: '127.0.0.1',
      port: 0,
      insert: async () => {
        throw new Error('disk full');
      },
      onInsertError: (error, table) => failures.push(`${table}: ${error}`),
    });
    const { url } = await receiver.listen();
    expect((await post(url, '/v1/traces', { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] })).status).toBe(503);
    expect(failures).toEqual(['otel_traces_landing: Error: disk full']);
  });

  it('refuses to listen on a port that is taken, with the system’s code', async () => {
    receiver = createOtlpReceiverThread({ host: '127.0.0.1', port: 0, insert: async () => {} });
    const { port } = await receiver.listen();
    const second = createOtlpReceiverThread({ host: '127.0.0.1', port, insert: async () => {} });
    await expect(second.listen()).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await second.close();
  });
});
