import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Combination } from './combinations.js';
import { ROOT, stackFolder } from './installation.js';

/** Builds meanwhile must not keep this process from receiving spans. */
const execute = promisify(execFile);

/** What the server of a combination is started with: a script and its options. Bundles are built for it. */
export async function serverProgram({ stack, sdk, module, transport, server, loading }: Combination): Promise<string[]> {
  const apps = join(stackFolder(stack), '.cache', 'apps');
  const options = JSON.stringify({ sdk, role: 'server', transport, explicit: loading === 'explicit' });
  switch (server) {
    case 'bundle':
    case 'minified bundle':
      return [await bundle(apps, sdk, module, server === 'minified bundle'), options];
    case 'xmcp':
      return [await buildXmcp(join(apps, 'xmcp'))];
    case 'mcp-framework':
      return [join(apps, 'mcp-framework', 'index.mjs')];
    case 'fastmcp':
      return [join(apps, 'fastmcp.mjs'), options];
    default:
      return [join(apps, module === 'esm' ? 'esm.mjs' : 'cjs.cjs'), options];
  }
}

async function bundle(apps: string, sdk: string, module: 'esm' | 'cjs', minify: boolean): Promise<string> {
  const file = join(apps, `${sdk}-${module}${minify ? '-minified' : ''}.bundle.${module === 'esm' ? 'mjs' : 'cjs'}`);
  const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  await execute(join(ROOT, 'node_modules', '.bin', 'esbuild'), [
    join(apps, `bundle-${sdk}.mjs`),
    '--bundle',
    '--platform=node',
    `--format=${module}`,
    `--outfile=${file}`,
    '--log-level=error',
    ...(minify ? ['--minify'] : []),
    ...(module === 'esm' ? [`--banner:js=${banner}`] : []),
  ]);
  return file;
}

async function buildXmcp(folder: string): Promise<string> {
  const built = join(folder, 'dist', 'stdio.js');
  const command = join(ROOT, 'node_modules', 'xmcp', 'dist', 'cli.js');
  await execute(process.execPath, [command, 'build'], { cwd: folder });
  if (!existsSync(built)) throw new Error(`xmcp build made no ${built}`);
  return built;
}
