import { readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { foldersAbove, resolveLinks } from './folders-above.js';

export interface Service {
  name: string;
  version?: string;
}

/** What the main script calls itself: the nearest package.json with a name, else the script's own name. */
export function serviceOf(script: string | undefined): Service {
  if (script === undefined || script === '') return { name: 'node' };
  const path = resolveLinks(script);
  for (const folder of foldersAbove(path)) {
    const named = readPackage(join(folder, 'package.json'));
    if (named !== undefined) return named;
  }
  return { name: basename(path, extname(path)) || 'node' };
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
