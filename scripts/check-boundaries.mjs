// The rooms and who may enter which: a room is entered only by its package entry, and only by those below it in the pipeline.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');

/** For each workspace, and for folders of their own inside one, the workspaces that its code may import. */
const mayImport = {
  instrumentation: [],
  collector: [],
  clickhouse: [],
  // Records what other emitters send, with the real receiver and engine.
  'clickhouse/emitters': ['collector', 'clickhouse'],
  'query-service': ['clickhouse', 'web', 'instrumentation'],
  web: ['query-service/contract', 'query-service/client'],
  standalone: ['clickhouse', 'collector', 'query-service', 'web'],
  grafana: ['clickhouse'],
  examples: ['standalone', 'query-service', 'instrumentation'],
  bench: ['standalone', 'clickhouse', 'collector', 'query-service', 'grafana', 'instrumentation', 'test/browser'],
  test: ['standalone', 'clickhouse', 'collector', 'query-service', 'instrumentation', 'web', 'examples', 'grafana'],
};

const names = new Map(
  Object.keys(mayImport).map((workspace) => [JSON.parse(readFileSync(join(root, workspace, 'package.json'), 'utf8')).name, workspace]),
);
const importPattern = /(?:from|import|import\(|require\()\s*['"]([^'"]+)['"]/g;

function* sourceFiles(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      const isRoom = relative(root, path).replaceAll('\\', '/') in mayImport;
      if (!isRoom && !['node_modules', 'dist', '.cache'].includes(entry.name)) yield* sourceFiles(path);
    } else if (/\.(ts|tsx|mts|cts|js|mjs)$/.test(entry.name)) yield path;
  }
}

/** What is wrong with one import, or undefined. */
function findFault(workspace, file, specifier) {
  if (specifier.startsWith('.')) {
    const target = relative(join(root, workspace), resolve(dirname(file), specifier));
    return target.startsWith('..') ? `leaves its room: import the other room's package instead` : undefined;
  }
  const name = [...names.keys()].find((known) => specifier === known || specifier.startsWith(`${known}/`));
  const target = name && names.get(name);
  if (!target || target === workspace) return undefined;
  const entry = specifier.slice(name.length);
  if (mayImport[workspace].includes(target) || mayImport[workspace].includes(target + entry)) return undefined;
  return `${workspace} may import ${mayImport[workspace].join(', ') || 'no other room'}`;
}

const faults = [];
for (const workspace of Object.keys(mayImport)) {
  for (const file of sourceFiles(join(root, workspace))) {
    for (const [, specifier] of readFileSync(file, 'utf8').matchAll(importPattern)) {
      const fault = findFault(workspace, file, specifier);
      if (fault) faults.push(`${relative(root, file)} imports ${specifier}: ${fault}`);
    }
  }
}
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(`Import boundaries hold in ${Object.keys(mayImport).length} rooms and folders`);
