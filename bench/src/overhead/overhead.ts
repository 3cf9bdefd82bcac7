import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { median, medianInterval } from '../statistics.js';
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
  /** Instead of the payload's, and before the second window, for what would take minutes. */
  calls?: number;
}

const FLOOR = 'none';
/** What limits are multiples of: it sends nothing. */
const YARDSTICK = 'bare-otel-metrics';
/** The same, sent where Callsight's spans are sent: like with like. */
const SENT_YARDSTICK = 'bare-otel-sent';

/** In the order of a round: per payload the floor, the yardsticks written by hand, and Callsight. */
const rows: readonly Row[] = [
  { variant: FLOOR, payload: 'small' },
  { variant: 'bare-otel', payload: 'small' },
  { variant: YARDSTICK, payload: 'small' },
  { variant: 'callsight', payload: 'small', limit: 1.15 },
  { variant: 'callsight-both-sides', payload: 'small', limit: 2.3 },
  { variant: 'callsight-in-host', payload: 'small' },
  { variant: SENT_YARDSTICK, payload: 'small' },
  { variant: FLOOR, payload: '1 KB' },
  { variant: YARDSTICK, payload: '1 KB' },
  { variant: SENT_YARDSTICK, payload: '1 KB' },
  { variant: 'callsight-capture', payload: '1 KB', limit: 1.6 },
  { variant: 'bare-otel-capture', payload: '1 KB' },
  { variant: FLOOR, payload: '100 KB' },
  { variant: YARDSTICK, payload: '100 KB' },
  { variant: SENT_YARDSTICK, payload: '100 KB' },
  { variant: 'callsight-capture', payload: '100 KB', limit: 2 },
  { variant: 'bare-otel-capture', payload: '100 KB', calls: 2_000 },
];

/** Calls before the first that are measured, and before those that stand for a server's life: the engine has compiled what they run by then. */
const warmUp = 3_000;
const settling = 20_000;

/**
 * Within the first tenths of a second, the engine decides once and for all which of a function's objects it makes among the old ones, by how
 * many survived a collection just then. Whether it is ten or a hundred of its decisions is chance, and the collections of a process that drew
 * a hundred cost half of a call, whether anybody observes it or not.
 */
const DECIDE_NOTHING_BY_CHANCE = '--no-allocation-site-pretenuring';

/**
 * CPU that one tool call costs over an uninstrumented one: client and server in one process, in memory, a process per run. Each run is
 * measured twice: while the engine still compiles, and once it is done with that. The rows take turns, so that a busy machine slows all of
 * them; ratios are those of one round. NODE_BINARY names another Node.js, SDK one of the two generations, PAYLOAD one of the payloads, ROUNDS
 * another number of rounds than 9, FLAGS other flags of the engine (none, to let it decide).
 */
export async function printOverhead(): Promise<void> {
  const node = process.env.NODE_BINARY ?? process.execPath;
  const flags = (process.env.FLAGS ?? DECIDE_NOTHING_BY_CHANCE).split(' ').filter((flag) => flag !== '');
  const rounds = Number(process.env.ROUNDS ?? 9);
  const chosen = Object.keys(sdks).filter((sdk) => (process.env.SDK ?? sdk) === sdk) as SdkName[];
  const chosenRows = rows.filter(({ payload }) => (process.env.PAYLOAD ?? payload) === payload);
  const { stdout: version } = await run(node, ['--version']);
  const backend = await startBackend();
  for (const sdk of chosen) {
    const measured = new Map<Row, Measured[][]>(chosenRows.map((row) => [row, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const row of chosenRows) {
        const { variant, payload, calls = payloads[payload].calls } = row;
        const windows = [
          { after: warmUp, calls },
          { after: Math.min(settling, calls), calls: 3 * calls },
        ];
        measured.get(row)?.push(await measure({ node, flags, sdk, variant, payload, windows, backend: backend.url }));
      }
    }
    process.stdout.write(`SDK ${sdk}, median of ${rounds} interleaved rounds, Node ${[version.trim(), ...flags].join(' ')}\n`);
    process.stdout.write(`Calls ${warmUp} and following, while the engine compiles:\n${toTable(measured, 0)}\n`);
    process.stdout.write(`After ${settling} more:\n${toTable(measured, 1)}\n`);
  }
  backend.close();
}

function toTable(measured: Map<Row, Measured[][]>, window: number): string {
  const cpu = (row: Row | undefined) => ((row && measured.get(row)) ?? []).map((windows) => windows[window]?.cpuMicroseconds ?? Number.NaN);
  const chosen = [...measured.keys()];
  const overFloor = (row: Row | undefined) => {
    const floor = cpu(chosen.find(({ variant, payload }) => variant === FLOOR && payload === row?.payload));
    return cpu(row).map((value, round) => value - (floor[round] ?? Number.NaN));
  };
  const lines = chosen.map((row) => {
    const over = overFloor(row);
    const ratios = [YARDSTICK, SENT_YARDSTICK].flatMap((name) => {
      const yardstick = overFloor(chosen.find(({ variant, payload }) => variant === name && payload === row.payload));
      const ratio = over.map((value, round) => value / (yardstick[round] ?? Number.NaN));
      return [
        median(ratio).toFixed(2),
        medianInterval(ratio)
          .map((bound) => bound.toFixed(2))
          .join('–'),
      ];
    });
    return [
      row.variant.padEnd(20),
      row.payload.padEnd(6),
      median(cpu(row)).toFixed(1),
      median(over).toFixed(1),
      ...ratios,
      row.limit ?? '',
    ].join('\t');
  });
  const head = [
    'variant'.padEnd(20),
    'bytes',
    'CPU µs a call',
    'over none',
    `over ${YARDSTICK}`,
    '95 %',
    `over ${SENT_YARDSTICK}`,
    '95 %',
    'limit',
  ];
  return [head.join('\t'), ...lines].join('\n');
}
