import { Refusal } from './refusal.js';

/** Why a single span, log record or data point is left out. */
export type DropReason = 'invalid_id' | 'outside_time_window';

export interface Flaw {
  reason: DropReason;
  message: string;
}

/** How rows are written. Rows of the same table and encoding can be joined byte by byte. */
export type RowEncoding = { format: 'JSONEachRow' } | { format: 'Native'; columns: readonly string[] };

export interface EncodedRows {
  table: string;
  encoding: RowEncoding;
  rows: Buffer;
}

const JSON_EACH_ROW: RowEncoding = { format: 'JSONEachRow' };

/** The rows of one request, by table, and what was left out of it. */
export class RowBatch {
  readonly #maxBytes: number;
  #bytes = 0;
  readonly #json = new Map<string, string>();
  readonly #blocks: EncodedRows[] = [];
  #firstFlaw = '';
  accepted = 0;
  readonly dropped: Record<DropReason, number> = { invalid_id: 0, outside_time_window: 0 };
  /** Time of the newest accepted record, in milliseconds since 1970. */
  newestMs = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** @throws Refusal: each row repeats its resource's attributes, so that a small body can make endless rows. */
  accept(bytes: number, timeMs: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.#maxBytes) throw this.#tooLarge();
    this.accepted += 1;
    if (timeMs > this.newestMs) this.newestMs = timeMs;
  }

  /**
   * Accepts a row that is an object of JSON.
   *
   * @throws Refusal
   */
  addJson(table: string, row: string, timeMs: number): void {
    this.accept(row.length, timeMs);
    this.#json.set(table, `${this.#json.get(table) ?? ''}${row}\n`);
  }

  /** Adds the accepted rows as a block of ClickHouse's format Native. */
  addBlock(table: string, columns: readonly string[], rows: Buffer): void {
    this.#blocks.push({ table, encoding: { format: 'Native', columns }, rows });
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

  /** @throws Refusal */
  toRows(): EncodedRows[] {
    const json = Array.from(this.#json, ([table, rows]) => ({ table, encoding: JSON_EACH_ROW, rows: Buffer.from(rows) }));
    const all = [...this.#blocks, ...json];
    if (all.reduce((sum, { rows }) => sum + rows.length, 0) > this.#maxBytes) throw this.#tooLarge();
    return all;
  }

  #tooLarge(): Refusal {
    return new Refusal('too_large', `Expected a request that makes at most ${this.#maxBytes} bytes of rows; send smaller batches`);
  }
}
