import { describe, expect, it } from 'vitest';
import { createGroupCommit } from './group-commit.js';

/** An insert whose calls end when the test says so. */
function createHeldInsert() {
  const inserts: { rows: string; resolve: () => void; reject: (error: Error) => void }[] = [];
  const arrivals: (() => void)[] = [];
  return {
    inserts,
    insert: (rows: readonly Buffer[]) =>
      new Promise<void>((resolve, reject) => {
        inserts.push({ rows: rows.join(''), resolve, reject });
        arrivals.shift()?.();
      }),
    nextInsert: () => new Promise<void>((resolve) => arrivals.push(resolve)),
  };
}

describe('a group commit', () => {
  it('joins rows that arrive together, and rows that arrive during an insert', async () => {
    const { insert, inserts, nextInsert } = createHeldInsert();
    const commit = createGroupCommit({ insert, lingerMs: 1, intervalMs: 0, maxInsertBytes: 100 });
    const first = nextInsert();
    const together = [commit.write(Buffer.from('a\n')), commit.write(Buffer.from('b\n'))];
    await first;
    const second = nextInsert();
    const meanwhile = [commit.write(Buffer.from('c\n')), commit.write(Buffer.from('d\n'))];
    expect(inserts.map(({ rows }) => rows)).toEqual(['a\nb\n']);
    inserts[0]?.resolve();
    await Promise.all(together);
    await second;
    expect(inserts.map(({ rows }) => rows)).toEqual(['a\nb\n', 'c\nd\n']);
    inserts[1]?.resolve();
    await Promise.all(meanwhile);
  });

  it('keeps an insert within its limit, but never splits one request', async () => {
    const inserted: string[] = [];
    const insert = async (rows: readonly Buffer[]) => {
      inserted.push(rows.join(''));
    };
    const commit = createGroupCommit({ insert, lingerMs: 1, intervalMs: 0, maxInsertBytes: 4 });
    await Promise.all(['large\n', 'a\n', 'b\n', 'c\n'].map((rows) => commit.write(Buffer.from(rows))));
    expect(inserted).toEqual(['large\n', 'a\nb\n', 'c\n']);
  });

  it('fails every request of a failed insert, and goes on with the next', async () => {
    const { insert, inserts, nextInsert } = createHeldInsert();
    const commit = createGroupCommit({ insert, lingerMs: 1, intervalMs: 0, maxInsertBytes: 100 });
    const first = nextInsert();
    const failed = Promise.allSettled([commit.write(Buffer.from('a\n')), commit.write(Buffer.from('b\n'))]);
    await first;
    const second = nextInsert();
    const later = commit.write(Buffer.from('c\n'));
    inserts[0]?.reject(new Error('disk full'));
    expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await second;
    inserts[1]?.resolve();
    await expect(later).resolves.toBeUndefined();
  });

  it('leaves a pause between two inserts, unless one is full', async () => {
    const inserted: string[] = [];
    const insert = async (rows: readonly Buffer[]) => {
      inserted.push(rows.join(''));
    };
    const commit = createGroupCommit({ insert, lingerMs: 1, intervalMs: 60_000, maxInsertBytes: 6 });
    await commit.write(Buffer.from('a\n'));
    const paused = [commit.write(Buffer.from('b\n')), commit.write(Buffer.from('c\n'))];
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(inserted).toEqual(['a\n']);
    await Promise.all([...paused, commit.write(Buffer.from('d\n'))]);
    expect(inserted).toEqual(['a\n', 'b\nc\nd\n']);
  });

  it('starts again after a pause', async () => {
    const inserted: string[] = [];
    const insert = async (rows: readonly Buffer[]) => {
      inserted.push(rows.join(''));
    };
    const commit = createGroupCommit({ insert, lingerMs: 1, intervalMs: 0, maxInsertBytes: 100 });
    await commit.write(Buffer.from('a\n'));
    await commit.write(Buffer.from('b\n'));
    expect(inserted).toEqual(['a\n', 'b\n']);
  });
});
