import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { LiveGap } from '../contract/index.js';
import { listenTo } from '../testing/listen-to.js';
import { createEventLog } from './event-log.js';
import type { LiveEvent } from './live-event.js';
import { createLiveStream } from './live-stream.js';

const server = createServer();
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const event: LiveEvent = { kind: 'gap', data: { missed: 1, reason: 'burst' } };
const padding = 'x'.repeat(2_000);
/** An event of some size; the stream does not look into it. */
const large = { ...event, data: { ...event.data, padding } } as LiveEvent;

test('a listener that does not read holds a bounded amount, and is told what it missed', async () => {
  const log = createEventLog();
  const opened = new Promise<ServerResponse>((resolve) => server.once('request', (_request, response) => resolve(response)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const listening = listenTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const response = await opened;
  response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
  const stream = createLiveStream(response, log, {}, 0);
  const listener = await listening;

  let mostWaiting = 0;
  for (let round = 0; round < 60; round += 1) {
    log.append(Array<LiveEvent>(500).fill(large), Date.now());
    stream.send();
    mostWaiting = Math.max(mostWaiting, response.writableLength);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(mostWaiting).toBeLessThan(4_000_000);

  let received = 0;
  let gap: LiveGap | undefined;
  while (received + (gap?.missed ?? 0) < 30_000) {
    const [next] = await listener.take(1);
    const data = next?.data as LiveGap;
    if (data.reason === 'slow') gap = { ...data, missed: (gap?.missed ?? 0) + (data.missed ?? 0) };
    else received += 1;
    stream.send();
  }
  expect(gap).toMatchObject({ reason: 'slow' });
  expect(received + (gap?.missed ?? 0)).toBe(30_000);
  listener.close();
});
