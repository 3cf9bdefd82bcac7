import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median } from '../statistics.js';
import { type PayloadName, payloads } from './payloads.js';

const run = promisify(execFile);

interface Row {
  variant: string;
  payload: PayloadName;
  /** Most that it may cost, as a multiple of the yardstick's cost with the same payload. */
  limit?: number;
}

const FLOOR = 'none';
const YARDSTICK = 'bare-otel-metrics';

/** In the order of a round: per payload the floor, the yardsticks written by hand, and Callsight. */
const rows: readonly Row[] = [
  { variant: FLOOR, payload: 'small' },
  { variant: 'bare-otel', payload: 'small' },
  { variant: YARDSTICK, payload: 'small' },
  { variant: 'callsight', payload: 'small', limit: 1.15 },
  { variant: 'callsight-both-sides', payload: 'small', limit: 2.3 },
  { variant: FLOOR, payload: '1 KB' },
  { variant: YARDSTICK, payload: '1 KB' },
  { variant: 'callsight-capture', payload: '1 KB', limit: 1.6 },
  { variant: FLOOR, payload: '100 KB' },
  { variant: YARDSTICK, payload: '100 KB' },
  { variant: 'callsight-capture', payload: '100 KB', limit: 2 },
];

const rounds = 7;
const warmUp = 3_000;

interface Measured {
  cpuMicroseconds: number;
  heapKilobytesPer1000: number;
}

/**
 * CPU that one tool call costs over an uninstrumented one: client and server in one process, in memory, a process per run. The rows
 * take turns, so that a busy machine slows all of them; ratios are those of one round.
 */
export async function printOverhead(): Promise<void> {
  const measured = new Map<Row, Measured[]>(rows.map((row) => [row, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const row of rows) measured.get(row)?.push(await measure(row));
  }
  const cpu = (row: Row | undefined) => ((row && measured.get(row)) ?? []).map(({ cpuMicroseconds }) => cpuMicroseconds);
  const lines = rows.map((row) => {
    const own = cpu(row);
    const floor = cpu(rows.find(({ variant, payload }) => variant === FLOOR && payload === row.payload));
    const yardstick = cpu(rows.find(({ variant, payload }) => variant === YARDSTICK && payload === row.payload));
    const over = own.map((value, round) => value - (floor[round] ?? Number.NaN));
    const ratio = over.map((value, round) => value / ((yardstick[round] ?? Number.NaN) - (floor[round] ?? Number.NaN)));
    const heap = median((measured.get(row) ?? []).map(({ heapKilobytesPer1000 }) => heapKilobytesPer1000));
    const figures = [median(own).toFixed(1), median(over).toFixed(1), median(ratio).toFixed(2), row.limit ?? '', heap.toFixed(1)];
    return [row.variant.padEnd(20), row.payload.padEnd(6), ...figures].join('\t');
  });
  const head = ['variant'.padEnd(20), 'bytes', 'CPU µs a call', 'over none', `over ${YARDSTICK}`, 'limit', 'heap KB per 1,000 calls'].join(
    '\t',
  );
  process.stdout.write(`Median of ${rounds} interleaved rounds, Node ${process.version}\n${head}\n${lines.join('\n')}\n`);
}

async function measure({ variant, payload }: Row): Promise<Measured> {
  const file = join(import.meta.dirname, 'run-variant.js');
  const { calls } = payloads[payload];
  const { stdout } = await run(process.execPath, ['--expose-gc', file, variant, payload, String(calls), String(warmUp)], {
    env: { ...process.env, CALLSIGHT_CAPTURE: variant === 'callsight-capture' ? 'all' : 'off' },
  });
  return JSON.parse(stdout) as Measured;
}
