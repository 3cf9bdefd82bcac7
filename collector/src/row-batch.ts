import { Refusal } from './refusal.js';

/** The rows of one request, by table, and what was left out of it. */
export class RowBatch {
  readonly #maxBytes: number;
  #length = 0;
  readonly #rows = new Map<string, string>();
  #firstFlaw = '';
  accepted = 0;
  rejected = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** @throws Refusal with status 413: each row repeats its resource's attributes, so that a small body can make endless rows. */
  add(table: string, row: string): void {
    this.#length += row.length;
    if (this.#length > this.#maxBytes) throw this.#tooLarge();
    this.#rows.set(table, `${this.#rows.get(table) ?? ''}${row}\n`);
    this.accepted += 1;
  }

  reject(flaw: string): void {
    this.#firstFlaw ||= flaw;
    this.rejected += 1;
  }

  /** What a partial success tells the client; empty when nothing was rejected. */
  get errorMessage(): string {
    return this.rejected === 0 ? '' : `${this.rejected} of ${this.accepted + this.rejected} rejected; the first: ${this.#firstFlaw}`;
  }

  /**
   * JSONEachRow, each row with its newline, so that buffers can be joined.
   *
   * @throws Refusal with status 413.
   */
  toBuffers(): { table: string; rows: Buffer }[] {
    const buffers = Array.from(this.#rows, ([table, rows]) => ({ table, rows: Buffer.from(rows) }));
    if (buffers.reduce((sum, { rows }) => sum + rows.length, 0) > this.#maxBytes) throw this.#tooLarge();
    return buffers;
  }

  #tooLarge(): Refusal {
    return new Refusal(413, `Expected a request that makes at most ${this.#maxBytes} bytes of rows; send smaller batches`);
  }
}
