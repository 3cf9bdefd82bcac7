import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { openDataset, sealDataset } from './dataset.js';
import { printInsertCost } from './insert-cost.js';
import type { Question } from './questions.js';
import { printSizes } from './sizes.js';

const rounds = 5;
/** What a query, and a whole answer, may take, in milliseconds, and how many times longer at the largest data set than at the smallest. */
const limits = { warm: 100, cold: 300, growth: 3 };

interface Answer {
  question: Question;
  /** Missing where no answer came. */
  ms?: number;
  /** The longest query behind it. */
  queryMs?: number;
  failure?: string;
}

interface Row {
  name: string;
  warm: number[];
  /** The longest query behind the answer at the largest size, asked alone. */
  query: number;
  cold: number;
  /** The longest query behind the cold answer. */
  coldQuery: number;
}

/**
 * Every question of the API and of the dashboards on data sets of growing size, and some of them on the exporter's own tables: the warm
 * median of five, and, at the largest size, the longest query behind each answer, asked alone, and the first answer of a process that has just
 * begun, with its longest query. Then bytes, and the cost of an insert.
 * `--data` keeps the data sets; `--operations` names their sizes; `--only` asks what has this text in its name; `--warm` leaves out the cold ones.
 */
export async function printStorage(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      data: { type: 'string', default: join(import.meta.dirname, '../../.cache/storage') },
      operations: { type: 'string', default: '1000000,10000000' },
      only: { type: 'string', default: '' },
      warm: { type: 'boolean', default: false },
    },
  });
  const sizes = values.operations.split(',').map(Number);
  const rows = new Map<string, Row>();
  for (const size of sizes) {
    const dataset = await openDataset(values.data, size);
    await sealDataset(dataset);
    const end = dataset.to.toISOString();
    if (size === sizes.at(-1)) await printSizes(dataset);
    await dataset.engine.close();
    const directory = join(values.data, String(size));
    const asked: Question[] = [];
    process.stdout.write(`${size} operations (${dataset.operations}), asked over the time before ${end}\n`);
    for await (const { question, ms = Number.POSITIVE_INFINITY, failure } of ask('ask.js', directory, end, String(rounds), values.only)) {
      process.stderr.write(`${question.name}\t${failure ?? `${ms.toFixed(0)} ms`}\n`);
      const row = rows.get(question.name) ?? { name: question.name, warm: [], query: Number.NaN, cold: Number.NaN, coldQuery: Number.NaN };
      row.warm.push(ms);
      if ('sql' in question) row.query = ms;
      asked.push(question);
      rows.set(question.name, row);
    }
    if (size !== sizes.at(-1)) continue;
    for await (const { question, ms = Number.NaN } of ask('ask-queries.js', directory, end, String(rounds), values.only)) {
      const row = rows.get(question.name);
      if (row) row.query = ms;
    }
    if (values.warm) continue;
    for (const question of asked) {
      for await (const { ms = Number.POSITIVE_INFINITY, queryMs = ms } of ask(
        'ask.js',
        directory,
        end,
        '1',
        '',
        JSON.stringify(question),
      )) {
        const row = rows.get(question.name);
        if (row) Object.assign(row, { cold: ms, coldQuery: queryMs });
      }
    }
  }
  printTable([...rows.values()], sizes);
  await printInsertCost();
}

/** The answers that a process of its own prints, one by one. */
async function* ask(script: string, ...parameters: string[]): AsyncGenerator<Answer> {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line) as Answer;
  const [code] = await closed;
  if (code !== 0) throw new Error(`${script}: expected it to end well, got exit code ${code}`);
}

function printTable(rows: Row[], sizes: number[]): void {
  const exporter = new Map(rows.map(({ name, warm }) => [name, warm.at(-1) ?? Number.NaN]));
  const number = (value: number, digits = 0) =>
    (Number.isNaN(value) ? '–' : Number.isFinite(value) ? value.toFixed(digits) : 'none').padStart(8);
  const headers = [...sizes.map((size) => `${size / 1e6} M`), 'growth', 'query', 'cold', 'query', 'exporter', 'ratio', ''];
  const lines = rows
    .filter(({ name }) => !name.startsWith('exporter'))
    .map(({ name, warm, query, cold, coldQuery }) => {
      const last = warm.at(-1) ?? Number.NaN;
      const growth = warm.length > 1 ? last / (warm[0] ?? Number.NaN) : Number.NaN;
      const theirs = exporter.get(`exporter ${name}`) ?? Number.NaN;
      const over = [
        query > limits.warm && 'query',
        last > limits.warm && 'warm',
        coldQuery > limits.cold && 'cold query',
        cold > limits.cold && 'cold',
        growth > limits.growth && 'growth',
      ].filter(Boolean);
      const figures = [
        ...warm.map((ms) => number(ms)),
        number(growth, 1),
        number(query),
        number(cold),
        number(coldQuery),
        number(theirs),
        number(theirs / last, 1),
      ];
      return [name.padEnd(70), ...figures, over.length > 0 ? `over: ${over.join(', ')}` : ''].join(' ');
    });
  process.stdout.write(
    `Milliseconds, median of ${rounds}; query: the longest behind the answer at the largest size, alone; cold: first answer of a new process, and the longest query behind it, its waits for others included; limits: warm ${limits.warm}, cold ${limits.cold}, growth ${limits.growth}; none: no answer in time\n` +
      `${''.padEnd(70)} ${headers.map((header) => header.padStart(8)).join(' ')}\n${lines.join('\n')}\n`,
  );
}
