import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from '../ingest/processes.js';
import type { Heard } from './listeners.js';
import { type Report, toMebibytes, toReport } from './report.js';
import { sendOperations } from './send-operations.js';

const listeners = 500;
const perSecond = 200;
const seconds = 30;
const limits = { deliveryMs: 1_500, cores: 1 };

/** 500 listeners to every event while 200 operations a second end: from the end of an operation until a listener has it. */
export async function measureLive(server: Server): Promise<Report> {
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
  const delivery = [heard.p50, heard.p95, heard.max].map((each) => each.toFixed(0)).join(', ');
  const missed = sent * heard.timed - heard.operations;
  return toReport([
    { text: `${listeners} listeners, ${(sent / seconds).toFixed(0)} operations/s for ${seconds} s` },
    {
      text: `delivery p50, p95, max: ${delivery} ms, of ${heard.operations} operations that ${heard.timed} listeners read (p95 at most ${limits.deliveryMs})`,
      kept: heard.p95 <= limits.deliveryMs,
    },
    { text: `operations missed by them: ${missed}; gaps: ${heard.gaps} (none)`, kept: missed === 0 && heard.gaps === 0 },
    { text: `bytes to all listeners: ${toMebibytes(heard.bytes)} MiB` },
    {
      text: `cores busy in the server, receiver and engine among it: ${cores.toFixed(2)} (at most ${limits.cores})`,
      kept: cores <= limits.cores,
    },
    { text: `RSS at most: ${toMebibytes(after.mostRssBytes)} MiB` },
  ]);
}
