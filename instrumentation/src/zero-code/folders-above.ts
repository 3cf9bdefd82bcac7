import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';

/** The folder of a file and all that contain it, the nearest first. */
export function foldersAbove(file: string): string[] {
  const folders = [dirname(file)];
  for (let last = dirname(file); dirname(last) !== last; last = dirname(last)) folders.push(dirname(last));
  return folders;
}

/** Commands are started through links in `node_modules/.bin`. */
export function resolveLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
