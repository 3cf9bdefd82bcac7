import { COMBINATIONS, nameOf } from './combinations.js';
import { install } from './installation.js';
import { runMatrix } from './matrix.js';
import { writeTable } from './table.js';

/** Runs the matrix, or the rows whose name contains the argument; after a whole run the README's table is written anew. */
const filter = process.argv[2];
install();
const chosen = COMBINATIONS.filter((combination) => filter === undefined || nameOf(combination).includes(filter));
const rows = await runMatrix(({ combination, faults }) => {
  const lines = [`${faults.length === 0 ? 'passed' : 'FAILED'}  ${nameOf(combination)}`, ...faults.map((fault) => `        ${fault}`)];
  process.stdout.write(`${lines.join('\n')}\n`);
}, chosen);
if (rows.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
else if (filter === undefined) writeTable(rows.map(({ combination }) => combination));
