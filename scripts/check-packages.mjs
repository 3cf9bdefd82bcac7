// Packs each package as npm would, and checks that its entries resolve with types, for ESM and, where it is CommonJS, for both.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const packages = ['instrumentation', 'collector', 'clickhouse', 'query-service', 'web', 'standalone'];

for (const workspace of packages) {
  const directory = join(root, workspace);
  const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const profile = manifest.type === 'module' ? 'esm-only' : 'node16';
  const attw = ['--pack', directory, '--format', 'ascii', '--no-emoji', '--profile', profile];
  for (const [tool, ...args] of [
    ['publint', directory, '--strict'],
    ['attw', ...attw],
  ]) {
    try {
      execFileSync(join(root, 'node_modules/.bin', tool), args, { cwd: root, encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      console.error(`${manifest.name}: ${tool} found faults\n${error.stdout}${error.stderr}`);
      process.exitCode = 1;
    }
  }
}
if (!process.exitCode) console.log(`${packages.length} packages are ready to publish`);
