// Installs and builds what is missing or out of date, so that `npm start`, `npm run demo` and `npm test` each work as the
// first command in a fresh clone, and start at once after that.
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

function run(command, ...args) {
  execFileSync(command, args, { cwd: root, stdio: 'inherit' });
}

/** Newest change below the paths, in milliseconds; 0 where there is nothing. */
function newest(...paths) {
  let latest = 0;
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) continue;
    latest = Math.max(latest, stat.isDirectory() ? 0 : stat.mtimeMs);
    if (stat.isDirectory()) latest = Math.max(latest, newest(...readdirSync(path).map((entry) => join(path, entry))));
  }
  return latest;
}

const lockFile = join(root, 'package-lock.json');
if (newest(lockFile) > newest(join(root, 'node_modules/.package-lock.json'))) {
  console.log('Installing the npm packages …');
  run(npm, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error');
}

run(process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '--build');
const page = ['src', 'public', 'index.html', 'vite.config.ts', 'package.json'].map((path) => join(root, 'web', path));
if (newest(...page, join(root, 'query-service/src/contract')) > newest(join(root, 'web/dist')))
  run(npm, 'run', 'build', '--workspace', 'web');
