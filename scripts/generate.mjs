// Writes the files that are derived from code: the OpenAPI document and its types, the tables of variables, the schema as readers see it
// and on a cluster, the compiled text kernel of the instrumentation. With --check it writes nothing and fails where a file differs from what the code says.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeClusterSchema, describeSchema, readMigrations } from '@callsight/clickhouse';
import { openTestEngine } from '@callsight/clickhouse/testing';
import { describeApi, describeVariables, migrateVariables, queryServiceVariables, toTypeScript } from '@callsight/query-service';
import { variables } from 'callsight';
import createWabt from 'wabt';

const root = join(import.meta.dirname, '..');

function toTable(described) {
  const rows = describeVariables(described).map(
    (each) => `| \`${each.name}\` | ${each.default === '' ? '–' : `\`${each.default}\``} | ${each.description} |`,
  );
  return ['| variable | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

function toConfiguration() {
  return `# Configuration

Every process is told everything by environment variables. A value that cannot be used is refused at the start with one line that
names the variable. What instrumented servers read is in [instrumentation/README.md](../instrumentation/README.md), the Collector's
variables in [collector/README.md](../collector/README.md).

## \`callsight\`, the standalone

\`callsight --help\` prints the same table.

${toTable(variables)}

## Query service of a server deployment

${toTable(queryServiceVariables)}

## Migrator of a server deployment

${toTable(migrateVariables)}
`;
}

/** The introduction and the questions stay as they are written; what follows them comes from an engine that has the schema. */
async function toSchema() {
  const marker = '<!-- Generated from the comments in clickhouse/migrations by `npm run generate`. -->\n';
  const [written, ...rest] = readFileSync(join(root, 'docs/schema.md'), 'utf8').split(marker);
  if (rest.length !== 1) throw new Error(`docs/schema.md: expected the line ${marker.trim()} once`);
  const engine = await openTestEngine();
  try {
    const tables = await describeSchema(engine.admin, {
      operationsDays: '`CALLSIGHT_RETENTION_DAYS`',
      contentDays: '`CALLSIGHT_CONTENT_RETENTION_DAYS`',
      tracesDays: '`CALLSIGHT_TRACE_RETENTION_DAYS`',
    });
    return `${written}${marker}\n${tables}\n`;
  } finally {
    await engine.close();
  }
}

/** TypeScript as the formatter leaves it. */
function format(file, text) {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  return execFileSync(process.execPath, [biome, 'format', `--stdin-file-path=${file}`], { cwd: root, input: text, encoding: 'utf8' });
}

/** WebAssembly as a module of the instrumentation, so that nothing is read from a disk when it starts. */
async function toKernels(source) {
  const { parseWat } = await createWabt();
  const relaxed = readFileSync(join(root, source), 'utf8');
  const compiled = [relaxed, relaxed.replaceAll('relaxed_swizzle', 'swizzle')].map((text) => {
    const { buffer } = parseWat(source, text, { simd: true, relaxed_simd: true }).toBinary({});
    return `'${Buffer.from(buffer).toString('base64')}'`;
  });
  return `/** text-kernel.wat in base64, made by \`npm run generate\`: with relaxed SIMD, and without. */
export const TEXT_KERNELS = [${compiled.join(', ')}] as const;
`;
}

const clientTypes = 'query-service/src/client/api.ts';
const kernels = 'instrumentation/src/content/text-kernel-bytes.ts';
const generated = {
  [clientTypes]: format(clientTypes, toTypeScript(describeApi())),
  'query-service/openapi.json': `${JSON.stringify(describeApi(), null, 2)}\n`,
  'docs/configuration.md': toConfiguration(),
  'docs/schema.md': await toSchema(),
  [kernels]: format(kernels, await toKernels('instrumentation/src/content/text-kernel.wat')),
  'clickhouse/cluster/schema.sql': describeClusterSchema(await readMigrations(), { name: 'callsight', database: 'callsight' }),
};

for (const [file, text] of Object.entries(generated)) {
  const path = join(root, file);
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${file} differs from the code: run npm run generate`);
    process.exitCode = 1;
  }
}
if (!process.exitCode) console.log(`${Object.keys(generated).length} generated files are current`);
