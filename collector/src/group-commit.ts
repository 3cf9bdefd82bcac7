import { setTimeout as sleep } from 'node:timers/promises';

/** Joins the rows of requests that arrive together into one insert. */
export interface GroupCommit {
  /** Resolves when the rows are durable; rejects with the insert's error. */
  write(rows: Buffer): Promise<void>;
}

export interface GroupCommitOptions {
  insert: (rows: readonly Buffer[]) => Promise<void>;
  /** How long the first rows of an idle group wait for company. Rows that arrive during an insert make up the next one. */
  lingerMs: number;
  /**
   * An insert begins no sooner than this after the one before it began, unless what waits fills one: each costs the engine about the same, however few
   * rows it has, and leaves parts to merge.
   */
  intervalMs: number;
  /** An insert carries no more bytes than this, unless a single request does. */
  maxInsertBytes: number;
}

const restStepMs = 20;

interface Waiting {
  rows: Buffer;
  resolve: () => void;
  reject: (error: unknown) => void;
}

export function createGroupCommit({ insert, lingerMs, intervalMs, maxInsertBytes }: GroupCommitOptions): GroupCommit {
  const waiting: Waiting[] = [];
  let running = false;
  let waitingBytes = 0;
  let begunAt = Number.NEGATIVE_INFINITY;

  async function run(): Promise<void> {
    running = true;
    await sleep(lingerMs);
    while (waiting.length > 0) {
      await rest();
      begunAt = performance.now();
      await commit(waiting.splice(0, groupLength(waiting, maxInsertBytes)));
    }
    running = false;
  }

  /** In steps, because what arrives meanwhile may fill an insert. */
  async function rest(): Promise<void> {
    for (;;) {
      const restMs = begunAt + intervalMs - performance.now();
      if (restMs <= 0 || waitingBytes >= maxInsertBytes) return;
      await sleep(Math.min(restMs, restStepMs));
    }
  }

  async function commit(group: readonly Waiting[]): Promise<void> {
    waitingBytes -= group.reduce((sum, { rows }) => sum + rows.length, 0);
    try {
      await insert(group.map(({ rows }) => rows));
      for (const { resolve } of group) resolve();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  return {
    write(rows) {
      return new Promise((resolve, reject) => {
        waiting.push({ rows, resolve, reject });
        waitingBytes += rows.length;
        if (!running) void run();
      });
    },
  };
}

function groupLength(waiting: readonly Waiting[], maxBytes: number): number {
  let bytes = 0;
  const beyond = waiting.findIndex(({ rows }) => {
    bytes += rows.length;
    return bytes > maxBytes;
  });
  return beyond === -1 ? waiting.length : Math.max(beyond, 1);
}
