import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { createOtlpReceiver, type OtlpReceiver, type OtlpReceiverOptions } from './index.js';

const NOW = String(BigInt(Date.now()) * 1_000_000n);
const span = { traceId: '5b8efff798038103d269b633813fc60c', spanId: 'eee19b7ec3c1b174', name: 'ping', startTimeUnixNano: NOW };
const BODY = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{ ...span, status: { message: 'm'.repeat(2_000) } }] }] }] });

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === '::1'));

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

  it('holds no more than its limit when ten times as much arrives, and answers 200 only for what it inserted', async () => {
    const maxQueuedBytes = 1_000_000;
    const { release, firstCall, insert: wait } = createHeldInsert();
    let blocks = 0;
    const { url, receiver } = await start({
      maxQueuedBytes,
      insert: async (_table, rows) => {
        await wait();
        blocks += rows.length;
      },
    });
    const body = JSON.stringify({
      resourceSpans: [{ scopeSpans: [{ spans: Array.from({ length: 45 }, () => ({ ...span, status: { message: 'm'.repeat(2_000) } })) }] }],
    });
    const send = () => fetch(`${url}/v1/traces`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const held: number[] = [];
    const answers = Array.from({ length: 100 }, async () => {
      const { status } = await send();
      held.push((await receiver.status()).queue.bytes);
      return status;
    });
    await firstCall;
    // Everything that finds no room is answered while the insert still waits.
    await expect.poll(async () => (await receiver.status()).refusedRequests.queue_full, { timeout: 20_000 }).toBeGreaterThan(80);
    release();
    const statuses = await Promise.all(answers);
    expect(Math.max(...held)).toBeGreaterThan(maxQueuedBytes / 2);
    expect(Math.max(...held)).toBeLessThanOrEqual(maxQueuedBytes);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    expect(statuses.filter((status) => status === 200)).toHaveLength(blocks);
    expect((await receiver.status()).queue).toMatchObject({ requests: 0, bytes: 0 });
  });

  it.skipIf(!hasIpv6)('listens on IPv6, and tells an address that a URL can have', async () => {
    const { url } = await start({ host: '::1' });
    expect(url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await post(url)).status).toBe(200);
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
