import { readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';

export interface Service {
  name: string;
  version?: string;
}

/** What the main script calls itself: the nearest package.json with a name, else the script's own name. */
export function serviceOf(script: string | undefined): Service {
  if (script === undefined || script === '') return { name: 'node' };
  const path = resolveLinks(script);
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const named = readPackage(join(folder, 'package.json'));
    if (named !== undefined) return named;
    if (dirname(folder) === folder) return { name: basename(path, extname(path)) || 'node' };
  }
}

/** Commands are started through links in `node_modules/.bin`. */
function resolveLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function readPackage(path: string): Service | undefined {
  try {
    const { name, version } = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof name !== 'string' || name === '') return undefined;
    return typeof version === 'string' ? { name, version } : { name };
  } catch {
    return undefined;
  }
}
