import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median } from '../statistics.js';

const run = promisify(execFile);

/** In the order of a round: the floor, the yardsticks written by hand, and Callsight without and with content. */
const variants = ['none', 'bare-otel', 'bare-otel-metrics', 'callsight', 'callsight-capture'] as const;
type Variant = (typeof variants)[number];

const rounds = 5;
const calls = 20_000;
const warmUp = 3_000;

interface Measured {
  cpuMicroseconds: number;
  heapKilobytesPer1000: number;
}

/**
 * CPU that one server-side tool call costs over an uninstrumented one: client and server in one process, in memory, a
 * process per run. The variants take turns, so that a busy machine slows all of them; ratios are those of one round.
 */
export async function printOverhead(): Promise<void> {
  const measured = new Map<Variant, Measured[]>(variants.map((variant) => [variant, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const variant of variants) measured.get(variant)?.push(await measure(variant));
  }
  const cpu = (variant: Variant) => (measured.get(variant) ?? []).map(({ cpuMicroseconds }) => cpuMicroseconds);
  const none = cpu('none');
  const byHand = cpu('bare-otel-metrics');
  const lines = variants.map((variant) => {
    const own = cpu(variant);
    const over = own.map((value, round) => value - (none[round] ?? 0));
    const ratio = over.map((value, round) => value / ((byHand[round] ?? 0) - (none[round] ?? 0)));
    const heap = median((measured.get(variant) ?? []).map(({ heapKilobytesPer1000 }) => heapKilobytesPer1000));
    return [variant.padEnd(20), median(own).toFixed(1), median(over).toFixed(1), median(ratio).toFixed(2), heap.toFixed(1)].join('\t');
  });
  process.stdout.write(
    `${calls} calls a run, median of ${rounds} rounds, Node ${process.version}\nvariant\tCPU µs a call\tover none\tratio to bare-otel-metrics\theap KB per 1,000 calls\n${lines.join('\n')}\n`,
  );
}

async function measure(variant: Variant): Promise<Measured> {
  const file = join(import.meta.dirname, 'run-variant.js');
  const { stdout } = await run(process.execPath, ['--expose-gc', file, variant, String(calls), String(warmUp)], {
    env: { ...process.env, CALLSIGHT_CAPTURE: variant === 'callsight-capture' ? 'all' : 'off' },
  });
  return JSON.parse(stdout) as Measured;
}
