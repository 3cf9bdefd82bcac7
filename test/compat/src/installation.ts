import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the matrix; this file runs from `src` and, compiled, from `dist`. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const INSTRUMENTATION = join(ROOT, '..', '..', 'instrumentation');
const ISOLATED = join(ROOT, 'isolated');
/** Projects with a lock file of their own. */
const PROJECTS = [ROOT, ...readdirSync(ISOLATED).map((stack) => join(ISOLATED, stack))];

/** On the command line, because variables of a surrounding npm stand before the project's own file. Old and new Node.js run what is here. */
const NPM_CI = ['ci', '--loglevel=error', '--engine-strict=false', '--ignore-scripts', '--install-links'];

/** Installs the versions under test where that is not done yet, and puts the current build of the instrumentation among them. */
export function install(): void {
  for (const project of PROJECTS) {
    const lock = readFileSync(join(project, 'package-lock.json'), 'utf8');
    const stamp = join(project, 'node_modules', '.callsight-installed');
    if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
      execFileSync('npm', NPM_CI, { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] });
      writeFileSync(stamp, lock);
    }
    const installed = join(project, 'node_modules', '@callsight', 'instrumentation');
    rmSync(join(installed, 'dist'), { recursive: true, force: true });
    for (const part of ['dist', 'package.json']) cpSync(join(INSTRUMENTATION, part), join(installed, part), { recursive: true });
  }
  for (const stack of readdirSync(join(ROOT, 'stacks'))) copyApps(join(ROOT, 'stacks', stack));
  for (const stack of readdirSync(ISOLATED)) copyApps(join(ISOLATED, stack));
}

/** Programs find packages from where they are, so each stack gets its own copy of them. */
function copyApps(stack: string): void {
  cpSync(join(ROOT, 'apps'), join(stack, '.cache', 'apps'), { recursive: true });
}

export function stackFolder(stack: string): string {
  const isolated = join(ISOLATED, stack);
  return existsSync(isolated) ? isolated : join(ROOT, 'stacks', stack);
}

/** The binary of a major version, installed as a package; the current one if that is it. */
export function nodeBinary(major: number): string {
  const binary = join(ROOT, 'node_modules', `node-${major}-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(binary)) return binary;
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  throw new Error(`no Node.js ${major} for ${process.platform} on ${process.arch}: expected ${binary}`);
}
