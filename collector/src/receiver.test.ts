import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createOtlpReceiver, type OtlpReceiver, type OtlpReceiverOptions } from './index.js';

const NOW = String(BigInt(Date.now()) * 1_000_000n);
const span = { traceId: '5b8efff798038103d269b633813fc60c', spanId: 'eee19b7ec3c1b174', name: 'ping'.repeat(500), startTimeUnixNano: NOW };
const BODY = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });

let receiver: OtlpReceiver | undefined;
afterEach(() => receiver?.close());

async function start(options: Partial<OtlpReceiverOptions>): Promise<{ url: string; port: number; receiver: OtlpReceiver }> {
  const started = createOtlpReceiver({ host: '127.0.0.1', port: 0, insert: async () => {}, ...options });
  receiver = started;
  return { ...(await started.listen()), receiver: started };
}

function post(url: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/v1/traces`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: BODY });
}

/** An insert that waits to be let go, and a promise of its first call. */
function createHeldInsert() {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let called = () => {};
  const firstCall = new Promise<void>((resolve) => {
    called = resolve;
  });
  const insert = async () => {
    called();
    await released;
  };
  return { insert, release: () => release(), firstCall };
}

describe('an OTLP receiver', () => {
  it('answers 503 with Retry-After when the insert fails, and tells why', async () => {
    const failures: unknown[] = [];
    const { url, receiver } = await start({
      insert: async () => {
        throw new Error('disk full');
      },
      onInsertError: (error, table) => failures.push([table, String(error)]),
    });
    const response = await post(url);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.json()).toMatchObject({ code: 14 });
    expect(failures).toEqual([['otel_traces_landing', 'Error: disk full']]);
    expect(await receiver.status()).toMatchObject({
      signals: { traces: { accepted: 0, refused: 1, newestAt: null } },
      inserts: { succeeded: 0, failed: 1, lastAt: null, lastFailedAt: expect.any(String), milliseconds: { count: 0, p99: null } },
      refusedRequests: { insert_failed: 1 },
      queue: { requests: 0, bytes: 0 },
    });
  });

  it('answers 429 with Retry-After while its queue is full, and 200 afterwards', async () => {
    const { insert, release, firstCall } = createHeldInsert();
    const { url, receiver } = await start({ insert, maxQueuedBytes: 5_000 });
    const held = post(url);
    await firstCall;
    expect((await receiver.status()).queue).toEqual({ requests: 1, bytes: expect.any(Number), maxBytes: 5_000 });
    expect((await receiver.status()).queue.bytes).toBeGreaterThan(BODY.length);
    const refused = await post(url);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toMatchObject({ code: 8, message: expect.stringContaining('queue is full') });
    release();
    expect((await held).status).toBe(200);
    expect((await post(url)).status).toBe(200);
    expect(await receiver.status()).toMatchObject({
      refusedRequests: { queue_full: 1 },
      answerMilliseconds: { count: 2 },
      queue: { requests: 0, bytes: 0 },
    });
  });

  it('answers 413 to a body whose rows would outgrow the queue, because each repeats its resource', async () => {
    const { url, receiver } = await start({ maxQueuedBytes: 100_000 });
    const resource = { attributes: [{ key: 'large', value: { stringValue: 'x'.repeat(10_000) } }] };
    const body = JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: Array.from({ length: 10 }, () => span) }] }] });
    const response = await fetch(`${url}/v1/traces`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ message: expect.stringContaining('at most 100000 bytes of rows') });
    expect(await receiver.status()).toMatchObject({ signals: { traces: { accepted: 0 } }, queue: { bytes: 0 } });
  });

  it.each([
    { title: 'no token', headers: {}, status: 401 },
    { title: 'another scheme', headers: { authorization: 'Basic second' }, status: 401 },
    { title: 'a wrong token', headers: { authorization: 'Bearer secon' }, status: 401 },
    { title: 'a right token', headers: { authorization: 'Bearer second' }, status: 200 },
    { title: 'a right token and a scheme in lower case', headers: { authorization: 'bearer first' }, status: 200 },
  ])('answers $status to $title when tokens are set', async ({ headers, status }) => {
    const { url } = await start({ tokens: ['first', 'second'] });
    const response = await post(url, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
  });

  it('answers the requests under way before it closes', async () => {
    const { insert, release, firstCall } = createHeldInsert();
    const { url, receiver } = await start({ insert });
    const held = post(url);
    await firstCall;
    const closed = receiver.close();
    release();
    expect((await held).status).toBe(200);
    await closed;
    await expect(post(url)).rejects.toThrow('fetch failed');
  });

  it('survives a client that leaves in the middle of its body', async () => {
    const { url, port, receiver } = await start({});
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /v1/traces HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"resource');
    await once(socket, 'connect');
    socket.destroy();
    expect((await post(url)).status).toBe(200);
    await receiver.close();
    expect(await receiver.status()).toMatchObject({ signals: { traces: { accepted: 1 } }, queue: { requests: 0, bytes: 0 } });
  });

  it('sends rows to the tables that it is told', async () => {
    const tables: string[] = [];
    const { url } = await start({
      tables: { traces: 'spans' },
      insert: async (table) => {
        tables.push(table);
      },
    });
    await post(url);
    expect(tables).toEqual(['spans']);
  });

  it('refuses to listen on a port that is taken', async () => {
    const { port } = await start({});
    const second = createOtlpReceiver({ host: '127.0.0.1', port, insert: async () => {} });
    await expect(second.listen()).rejects.toThrow('EADDRINUSE');
    await second.close();
  });
});
