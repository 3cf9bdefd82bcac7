const LINE_END = '\r\n';
const HEAD_END = '\r\n\r\n';
/** Of a head, or of a chunk with what surrounds it. */
const LONGEST_PART = 65_536;
const SHOWN = 40;

/** What tells where a body ends. */
type Framing = 'length' | 'chunks' | 'close';

/** One answer of HTTP/1.1 as it arrives (RFC 9112, sections 4, 6 and 7); what its body says is passed over. */
export class HttpAnswer {
  /** Of the final answer, not of interim ones. */
  status: number | undefined;
  /** Whether all of it is there. */
  isComplete = false;
  /** Whether the connection cannot be used again after it. */
  isLast = false;
  #unread = '';
  #framing: Framing = 'close';
  /** Bytes of a body of known length that are still to come. */
  #missing = 0;
  #isInTrailers = false;

  /** Whether not a byte has arrived. */
  get isUntouched(): boolean {
    return this.status === undefined && this.#unread === '';
  }

  /** Throws at what is no HTTP/1.1. */
  read(bytes: Buffer): void {
    if (this.status !== undefined && this.#framing === 'length') this.#missing -= bytes.length;
    else this.#unread += bytes.toString('latin1');
    if (this.status === undefined) this.#readHead();
    if (this.status === undefined) return;
    if (this.#framing === 'chunks') this.#readChunks();
    else if (this.#framing === 'length') this.#endAt(this.#missing);
    else this.#end(true);
  }

  #readHead(): void {
    let end = this.#unread.indexOf(HEAD_END);
    while (end >= 0 && this.status === undefined) {
      const head = this.#unread.slice(0, end);
      const [, minor, digits] = /^HTTP\/1\.(\d) (\d{3})/.exec(head) ?? [];
      if (digits === undefined) throw new Error(`expected HTTP/1.1, got ${JSON.stringify(this.#unread.slice(0, SHOWN))}`);
      this.#unread = this.#unread.slice(end + HEAD_END.length);
      const status = Number(digits);
      if (status >= 200) this.#begin(status, head, minor === '0');
      else end = this.#unread.indexOf(HEAD_END);
    }
    if (end < 0 && this.#unread.length > LONGEST_PART) throw new Error(`no end of the answer's head within ${LONGEST_PART} bytes`);
  }

  #begin(status: number, head: string, isOld: boolean): void {
    this.status = status;
    this.isLast = isOld || /\r\nconnection:[^\r]*\bclose\b/i.test(head);
    const isEmpty = status === 204 || status === 304;
    const length = isEmpty ? '0' : /\r\ncontent-length:[ \t]*(\d+)/i.exec(head)?.[1];
    if (!isEmpty && /\r\ntransfer-encoding:[^\r]*\bchunked[ \t]*(?:\r|$)/i.test(head)) this.#framing = 'chunks';
    else if (length !== undefined) {
      this.#framing = 'length';
      this.#missing = Number(length) - this.#unread.length;
    }
  }

  #readChunks(): void {
    for (let end = this.#unread.indexOf(LINE_END); end >= 0 && !this.isComplete; end = this.#unread.indexOf(LINE_END)) {
      const line = this.#unread.slice(0, end);
      const size = this.#isInTrailers ? 0 : Number.parseInt(line, 16);
      const next = end + LINE_END.length + (size === 0 ? 0 : size + LINE_END.length);
      if (this.#unread.length < next) break;
      this.#unread = this.#unread.slice(next);
      if (Number.isNaN(size)) this.#end(true);
      else if (this.#isInTrailers && line === '') this.#endAt(-this.#unread.length);
      else this.#isInTrailers ||= size === 0;
    }
    if (this.#unread.length > LONGEST_PART) this.#end(true);
  }

  /** So many bytes are missing; a negative number is too much. */
  #endAt(missing: number): void {
    if (missing <= 0) this.#end(missing < 0);
  }

  #end(isLast: boolean): void {
    this.isComplete = true;
    this.isLast ||= isLast;
  }
}
