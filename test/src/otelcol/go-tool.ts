import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const script = join(import.meta.dirname, '../../../scripts/go-tool.mjs');

/**
 * Path of a program that `scripts/go-tool.mjs` builds, minutes on a machine that never built it. Undefined where there is no Go and
 * nothing to install it with; in CI that is an error.
 */
export async function findGoTool(name: 'otelcol' | 'kustomize' | 'kafka'): Promise<string | undefined> {
  try {
    return (await promisify(execFile)(process.execPath, [script, name])).stdout.trim();
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 3;
    if (isMissing && !process.env.CI) return undefined;
    throw error;
  }
}
