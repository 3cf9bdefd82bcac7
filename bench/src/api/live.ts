import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from '../ingest/processes.js';
import type { Heard } from './listeners.js';
import { sendOperations } from './send-operations.js';

const listeners = 500;
const perSecond = 200;
const seconds = 30;

/** 500 listeners to every event while 200 operations a second end: from the end of an operation until a listener has it. */
export async function measureLive(server: Server): Promise<string[]> {
  const child = fork(join(import.meta.dirname, 'listeners.js'), [`${server.pageUrl}/api/v1/live`, String(listeners)]);
  await once(child, 'message');
  await sleep(3_000);
  const before = await server.readUsage();
  const sent = await sendOperations(server.otlpUrl, perSecond, seconds);
  await sleep(3_000);
  const after = await server.readUsage();
  child.send('stop');
  const [heard] = (await once(child, 'message')) as [Heard];
  await once(child, 'exit');
  const cores = (after.cpuSeconds - before.cpuSeconds) / (seconds + 3);
  return [
    `${listeners} listeners, ${(sent / seconds).toFixed(0)} operations/s for ${seconds} s`,
    `delivery p50, p95, max: ${heard.p50.toFixed(0)}, ${heard.p95.toFixed(0)}, ${heard.max.toFixed(0)} ms, of ${heard.operations} operations that ${heard.timed} listeners read`,
    `operations missed by them: ${sent * heard.timed - heard.operations}; gaps: ${heard.gaps}`,
    `bytes to all listeners: ${(heard.bytes / 2 ** 20).toFixed(0)} MiB`,
    `cores busy in the server, receiver and engine among it: ${cores.toFixed(2)}`,
    `RSS at most: ${(after.mostRssBytes / 2 ** 20).toFixed(0)} MiB`,
  ];
}
