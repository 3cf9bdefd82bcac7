import { type ByteBudget, createByteBudget, type Hold } from './byte-budget.js';
import type { Encoding } from './encoding.js';
import { createGroupCommit, type GroupCommit } from './group-commit.js';
import { ReceiverCounters } from './receiver-counters.js';
import { queueFull, Refusal } from './refusal.js';
import { RowBatch, type RowEncoding } from './row-batch.js';
import type { Signal } from './signals.js';
import { createTimeWindow } from './time-window.js';

/** Resolves when the rows are durable. The buffers belong together in their order. */
export type InsertRows = (table: string, rows: readonly Buffer[], encoding: RowEncoding) => Promise<void>;

export interface PipelineOptions {
  insert: InsertRows;
  maxQueuedBytes: number;
  maxInsertBytes: number;
  lingerMs: number;
  insertIntervalMs: number;
  maxAgeMs: number;
  maxAheadMs: number;
  onInsertError?: ((error: unknown, table: string) => void) | undefined;
}

/** What every protocol's requests go through once their body is there: decoding, joining, inserting, counting. */
export interface Pipeline {
  /** What requests charge their bytes to. */
  budget: ByteBudget;
  counters: ReceiverCounters;
  /**
   * Resolves when the body's rows are durable. Whatever `hold` has is released, and taken again for the rows.
   *
   * @throws Refusal
   */
  store(signal: Signal, body: Buffer, encoding: Encoding, hold: Hold): Promise<RowBatch>;
}

export function createPipeline(options: PipelineOptions): Pipeline {
  const { insert, maxQueuedBytes, maxInsertBytes, lingerMs, insertIntervalMs, maxAgeMs, maxAheadMs } = options;
  const budget = createByteBudget(maxQueuedBytes);
  const counters = new ReceiverCounters();
  const commits = new Map<string, GroupCommit>();

  async function store(signal: Signal, body: Buffer, encoding: Encoding, hold: Hold): Promise<RowBatch> {
    const batch = new RowBatch(maxQueuedBytes);
    signal.addRows(body, encoding, createTimeWindow(Date.now(), maxAgeMs, maxAheadMs), batch);
    // From here on the rows stand for the body.
    hold.release();
    try {
      const encoded = batch.toRows();
      if (!encoded.every(({ rows }) => hold.take(rows.length))) throw queueFull();
      await Promise.all(encoded.map(({ table, encoding: format, rows }) => commitTo(table, format).write(rows)));
    } catch (error) {
      counters.notStored(signal.name, batch);
      throw error;
    }
    counters.stored(signal.name, batch);
    return batch;
  }

  function commitTo(table: string, encoding: RowEncoding): GroupCommit {
    const existing = commits.get(table);
    if (existing) return existing;
    const commit = createGroupCommit({
      insert: (rows) => insertCounted(table, rows, encoding),
      lingerMs,
      intervalMs: insertIntervalMs,
      maxInsertBytes,
    });
    commits.set(table, commit);
    return commit;
  }

  async function insertCounted(table: string, rows: readonly Buffer[], encoding: RowEncoding): Promise<void> {
    const started = performance.now();
    try {
      await insert(table, rows, encoding);
    } catch (error) {
      counters.insertFailed();
      options.onInsertError?.(error, table);
      throw new Refusal('insert_failed', 'The database did not take the rows; send this request again later');
    }
    counters.inserted(
      rows.reduce((sum, { length }) => sum + length, 0),
      performance.now() - started,
    );
  }

  return { budget, counters, store };
}
