import { resolve } from 'node:path';
import { z } from 'zod';

/** What other processes ask of the one that uses a data directory, as lines of JSON. */
const backupRequest = z.object({ backUp: z.string() });

export function toBackupRequest(directory: string): string {
  return JSON.stringify({ backUp: resolve(directory) });
}

/** @returns the directory that a request names. */
export function parseBackupRequest(request: string): string {
  return backupRequest.parse(JSON.parse(request)).backUp;
}
