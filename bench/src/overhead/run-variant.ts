import type { Measured, Window } from './measure.js';
import { type PayloadName, payloads } from './payloads.js';
import { type SdkName, sdks } from './sdks.js';
import { variants } from './variants.js';

/** One run of one variant, in a process of its own; prints its figures as JSON. */
const [name = '', sdk = 'v1', payloadName = 'small', given = '[{"after":3000,"calls":20000}]'] = process.argv.slice(2);
const variant = variants[name];
if (!variant) throw new Error(`expected one of ${Object.keys(variants).join(', ')}, got ${name}`);
if (!(sdk in sdks)) throw new Error(`expected one of ${Object.keys(sdks).join(', ')}, got ${sdk}`);
if (!(payloadName in payloads)) throw new Error(`expected one of ${Object.keys(payloads).join(', ')}, got ${payloadName}`);

const payload = payloads[payloadName as PayloadName];
const text = 'text' in payload ? payload.text : undefined;
const connect = await sdks[sdk as SdkName]();
const call = await connect(payload, {
  handler: variant.wrapHandler(async (args) => ({ content: [{ type: 'text', text: text ?? JSON.stringify(args) }] })),
  prepare: variant.prepare,
});
const measured: Measured[] = [];
for (const window of JSON.parse(given) as Window[]) measured.push(await measureWindow(window));
process.stdout.write(`${JSON.stringify(measured)}\n`, () => process.exit(0));

async function measureWindow({ after, calls, heap }: Window): Promise<Measured> {
  await loop(after);
  // Of all threads: what the engine compiles and collects beside the calls is among it.
  const before = process.cpuUsage();
  await loop(calls);
  const { user, system } = process.cpuUsage(before);
  const cpuMicroseconds = (user + system) / calls;
  return heap ? { cpuMicroseconds, heapBytes: await measureHeap() } : { cpuMicroseconds };
}

async function loop(times: number): Promise<void> {
  for (let index = 0; index < times; index += 1) {
    await call();
    // Lets timers and exporters run as they would in a real server.
    if (index % 20 === 19) await new Promise((resolve) => setImmediate(resolve));
  }
}

async function measureHeap(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  const collect = (globalThis as { gc?: () => void }).gc;
  if (!collect) throw new Error('run with node --expose-gc');
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
