import { Refusal } from './refusal.js';

/** Why a single span, log record or data point is left out. */
export type DropReason = 'invalid_id' | 'outside_time_window';

export interface Flaw {
  reason: DropReason;
  message: string;
}

/** The rows of one request, by table, and what was left out of it. */
export class RowBatch {
  readonly #maxBytes: number;
  #length = 0;
  readonly #rows = new Map<string, string>();
  #firstFlaw = '';
  accepted = 0;
  readonly dropped: Record<DropReason, number> = { invalid_id: 0, outside_time_window: 0 };
  /** Nanoseconds since 1970. */
  newest = 0n;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** @throws Refusal: each row repeats its resource's attributes, so that a small body can make endless rows. */
  add(table: string, row: string, time: bigint): void {
    this.#length += row.length;
    if (this.#length > this.#maxBytes) throw this.#tooLarge();
    this.#rows.set(table, `${this.#rows.get(table) ?? ''}${row}\n`);
    this.accepted += 1;
    if (time > this.newest) this.newest = time;
  }

  drop({ reason, message }: Flaw): void {
    this.#firstFlaw ||= message;
    this.dropped[reason] += 1;
  }

  get rejected(): number {
    return this.dropped.invalid_id + this.dropped.outside_time_window;
  }

  /** What a partial success tells the client; empty when nothing was rejected. */
  get errorMessage(): string {
    return this.rejected === 0 ? '' : `${this.rejected} of ${this.accepted + this.rejected} rejected; the first: ${this.#firstFlaw}`;
  }

  /**
   * JSONEachRow, each row with its newline, so that buffers can be joined.
   *
   * @throws Refusal
   */
  toBuffers(): { table: string; rows: Buffer }[] {
    const buffers = Array.from(this.#rows, ([table, rows]) => ({ table, rows: Buffer.from(rows) }));
    if (buffers.reduce((sum, { rows }) => sum + rows.length, 0) > this.#maxBytes) throw this.#tooLarge();
    return buffers;
  }

  #tooLarge(): Refusal {
    return new Refusal('too_large', `Expected a request that makes at most ${this.#maxBytes} bytes of rows; send smaller batches`);
  }
}
