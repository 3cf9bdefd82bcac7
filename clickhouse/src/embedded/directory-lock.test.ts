import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDirectory } from './directory-lock.js';

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'callsight-test-'));
});
afterEach(() => rm(base, { recursive: true, force: true }));

test('a missing directory is created, locked for others, and free again after release', async () => {
  const directory = join(base, 'a', 'b');
  const lock = await lockDirectory(directory);
  await expect(lockDirectory(directory)).rejects.toThrow(`The data directory ${directory} is in use by another process`);
  await lock.release();
  await (await lockDirectory(directory)).release();
});

test('a path too long for a socket address is locked all the same', async () => {
  const directory = join(base, 'x'.repeat(120));
  const lock = await lockDirectory(directory);
  await expect(lockDirectory(directory)).rejects.toThrow('is in use by another process');
  await lock.release();
});

test.skipIf(process.getuid?.() === 0)('a directory without permission is named with the reason', async () => {
  await chmod(base, 0o500);
  await expect(lockDirectory(join(base, 'data'))).rejects.toThrow(/cannot be written \(EACCES\): make it writable/);
});

test('a path below a file is named with the reason', async () => {
  await expect(lockDirectory('/dev/null/data')).rejects.toThrow(/\/dev\/null\/data cannot be written \(ENOTDIR\)/);
});
