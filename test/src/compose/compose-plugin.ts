import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const script = join(import.meta.dirname, '../../../scripts/compose-plugin.mjs');

/** Path of Docker's compose plugin, as `scripts/compose-plugin.mjs` finds it. Undefined where it cannot be had; in CI that is an error. */
export async function findCompose(): Promise<string | undefined> {
  try {
    return (await promisify(execFile)(process.execPath, [script])).stdout.trim();
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 3;
    if (isMissing && !process.env.CI) return undefined;
    throw error;
  }
}
