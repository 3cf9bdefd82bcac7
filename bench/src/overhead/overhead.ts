import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { median } from '../statistics.js';
import { startBackend } from './backend.js';
import { type Measured, measure } from './measure.js';
import { type PayloadName, payloads } from './payloads.js';
import { type SdkName, sdks } from './sdks.js';

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
  { variant: 'callsight-in-host', payload: 'small' },
  { variant: FLOOR, payload: '1 KB' },
  { variant: YARDSTICK, payload: '1 KB' },
  { variant: 'callsight-capture', payload: '1 KB', limit: 1.6 },
  { variant: FLOOR, payload: '100 KB' },
  { variant: YARDSTICK, payload: '100 KB' },
  { variant: 'callsight-capture', payload: '100 KB', limit: 2 },
];

const warmUp = 3_000;

/**
 * CPU that one tool call costs over an uninstrumented one: client and server in one process, in memory, a process per run. The rows
 * take turns, so that a busy machine slows all of them; ratios are those of one round. NODE_BINARY names another Node.js, SDK one of the two
 * generations, PAYLOAD one of the payloads, ROUNDS another number of rounds than 7.
 */
export async function printOverhead(): Promise<void> {
  const node = process.env.NODE_BINARY ?? process.execPath;
  const rounds = Number(process.env.ROUNDS ?? 7);
  const chosen = Object.keys(sdks).filter((sdk) => (process.env.SDK ?? sdk) === sdk) as SdkName[];
  const chosenRows = rows.filter(({ payload }) => (process.env.PAYLOAD ?? payload) === payload);
  const { stdout: version } = await run(node, ['--version']);
  const backend = await startBackend();
  for (const sdk of chosen) {
    const measured = new Map<Row, Measured[]>(chosenRows.map((row) => [row, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const row of chosenRows) {
        const { calls } = payloads[row.payload];
        measured.get(row)?.push(await measure({ node, sdk, ...row, calls, warmUp, backend: backend.url }));
      }
    }
    process.stdout.write(`SDK ${sdk}, median of ${rounds} interleaved rounds, Node ${version.trim()}\n${toTable(measured)}\n`);
  }
  backend.close();
}

function toTable(measured: Map<Row, Measured[]>): string {
  const cpu = (row: Row | undefined) => ((row && measured.get(row)) ?? []).map(({ cpuMicroseconds }) => cpuMicroseconds);
  const chosen = [...measured.keys()];
  const lines = chosen.map((row) => {
    const own = cpu(row);
    const floor = cpu(chosen.find(({ variant, payload }) => variant === FLOOR && payload === row.payload));
    const yardstick = cpu(chosen.find(({ variant, payload }) => variant === YARDSTICK && payload === row.payload));
    const over = own.map((value, round) => value - (floor[round] ?? Number.NaN));
    const ratio = over.map((value, round) => value / ((yardstick[round] ?? Number.NaN) - (floor[round] ?? Number.NaN)));
    const heap = median((measured.get(row) ?? []).map(({ heapKilobytesPer1000 }) => heapKilobytesPer1000));
    const figures = [median(own).toFixed(1), median(over).toFixed(1), median(ratio).toFixed(2), row.limit ?? '', heap.toFixed(1)];
    return [row.variant.padEnd(20), row.payload.padEnd(6), ...figures].join('\t');
  });
  const head = ['variant'.padEnd(20), 'bytes', 'CPU µs a call', 'over none', `over ${YARDSTICK}`, 'limit', 'heap KB per 1,000 calls'];
  return [head.join('\t'), ...lines].join('\n');
}
