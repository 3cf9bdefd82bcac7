import { createHash } from 'node:crypto';
import { access, constants, mkdir, realpath, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataDirectoryError } from './data-directory-error.js';
import { type AnswerHolder, askHolder, createHolderServer } from './holder.js';

/** A held lock; releasing it twice is harmless. */
export interface DirectoryLock {
  release(): Promise<void>;
}

/**
 * Creates the directory if need be, and makes this process its only user. The lock is a listening socket: the kernel
 * frees it however the process ends, so that no stale lock survives a crash. Other processes of the same owner can ask its holder.
 *
 * @throws DataDirectoryError when the directory cannot be written, or another process holds it.
 */
export async function lockDirectory(directory: string, answer: AnswerHolder = refuse): Promise<DirectoryLock> {
  await prepare(directory);
  const socket = await toSocketPath(directory);
  if (await isHeld(socket)) {
    throw new DataDirectoryError(
      `The data directory ${directory} is in use by another process: stop that one, or choose another directory with CALLSIGHT_DATA_DIR.`,
    );
  }
  await unlink(socket).catch(ignoreMissing);
  const server = createHolderServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, resolve);
  });
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Asks the process that uses the directory; undefined when there is none. */
export async function askDirectoryHolder(directory: string, request: string): Promise<{ reply?: string; error?: string } | undefined> {
  const socket = await toSocketPath(directory).catch(() => undefined);
  return socket === undefined ? undefined : askHolder(socket, request);
}

async function refuse(): Promise<never> {
  throw new Error('The process that uses the data directory does not take this request.');
}

async function prepare(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new DataDirectoryError(
      `The data directory ${directory} cannot be written (${code}): make it writable, or choose another with CALLSIGHT_DATA_DIR.`,
    );
  }
}

/** Socket addresses hold about 100 bytes: a longer path is replaced by its hash in the temporary directory. */
async function toSocketPath(directory: string): Promise<string> {
  const real = await realpath(directory);
  const inside = join(real, 'callsight.lock');
  if (Buffer.byteLength(inside) < 100) return inside;
  return join(tmpdir(), `callsight-${createHash('sha256').update(real).digest('hex').slice(0, 32)}.lock`);
}

function isHeld(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(socket);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
