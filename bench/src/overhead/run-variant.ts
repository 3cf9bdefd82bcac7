import { type PayloadName, payloads } from './payloads.js';
import { type SdkName, sdks } from './sdks.js';
import { variants } from './variants.js';

/** One run of one variant, in a process of its own; prints its figures as JSON. */
const [name = '', sdk = 'v1', payloadName = 'small', calls = '20000', warmUp = '3000'] = process.argv.slice(2);
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
await run(Number(calls), Number(warmUp));

async function run(count: number, warmUpCount: number): Promise<void> {
  const loop = async (times: number) => {
    for (let index = 0; index < times; index += 1) {
      await call();
      // Lets timers and exporters run as they would in a real server.
      if (index % 20 === 19) await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await loop(warmUpCount);
  collectGarbage();
  const heapBefore = process.memoryUsage().heapUsed;
  const cpuBefore = process.cpuUsage();
  await loop(count);
  const cpu = process.cpuUsage(cpuBefore);
  await new Promise((resolve) => setTimeout(resolve, 300));
  collectGarbage();
  const heap = process.memoryUsage().heapUsed - heapBefore;
  const figures = { cpuMicroseconds: (cpu.user + cpu.system) / count, heapKilobytesPer1000: heap / 1024 / (count / 1000) };
  process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit(0));
}

function collectGarbage(): void {
  const collect = (globalThis as { gc?: () => void }).gc;
  if (!collect) throw new Error('run with node --expose-gc');
  collect();
  collect();
}
