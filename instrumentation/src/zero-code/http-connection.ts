import type { Socket } from 'node:net';

/** The status of the answer, or why there is none; `isStale` if the connection ended without a word. */
export type Answer = { status: number } | { failure: string; isStale: boolean };

/** What is known of an answer once its head is there. */
interface Head {
  status: number;
  /** Bytes; `undefined` where only the end of the connection or of the last chunk tells. */
  bodyLength: number | undefined;
  /** Whether the connection may be used again. */
  isKept: boolean;
}

const HEAD_END = '\r\n\r\n';
const LONGEST_HEAD = 65_536;
const SHOWN = 40;

/**
 * One connection of HTTP/1.1 (RFC 9112), for one request after the other. Node's own client takes 150 to 300 µs for each, which with contents is
 * more than a microsecond of every call. It closes where the length of an answer is not told, and does not keep the process alive.
 */
export class HttpConnection {
  readonly #socket: Socket;
  #resolve: ((answer: Answer) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #received = '';
  #head: Head | undefined;
  /** Bytes of the answer's body that are still to come. */
  #missing = 0;
  #requests = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay().unref();
    // Connecting to one address of several after the other, the socket forgets it.
    socket.once('connect', () => socket.unref());
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('error', (error) => this.#fail(error.message || String(Reflect.get(error, 'code'))));
    socket.on('close', () => this.#fail('the connection was closed'));
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed && this.#socket.writable;
  }

  /** Whether the latest request was not the first. */
  get isReused(): boolean {
    return this.#requests > 1;
  }

  /** Never rejects. The parts must stay as they are until it has resolved, and no request may begin before. */
  request(parts: readonly Uint8Array[], timeoutMs: number): Promise<Answer> {
    this.#requests++;
    this.#received = '';
    this.#head = undefined;
    return new Promise((resolve) => {
      this.#resolve = resolve;
      this.#timer = setTimeout(() => this.#giveUp(timeoutMs), timeoutMs).unref();
      const socket = this.#socket;
      // One call into the system for all.
      socket.cork();
      for (const part of parts) socket.write(part);
      socket.uncork();
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    if (this.#resolve === undefined) this.close();
    else if (this.#head === undefined) this.#readHead(chunk);
    else {
      this.#missing -= chunk.length;
      this.#endIfComplete(this.#head);
    }
  }

  #readHead(chunk: Buffer): void {
    this.#received += chunk.toString('latin1');
    let head: Head | undefined;
    // Interim answers, of which the final one follows, are passed over.
    do {
      const end = this.#received.indexOf(HEAD_END);
      if (end < 0) {
        if (this.#received.length > LONGEST_HEAD) this.#fail(`no end of the answer's head within ${LONGEST_HEAD} bytes`);
        return;
      }
      head = parseHead(this.#received.slice(0, end));
      if (head === undefined) {
        this.#fail(`expected HTTP/1.1, got ${JSON.stringify(this.#received.slice(0, SHOWN))}`);
        return;
      }
      this.#received = this.#received.slice(end + HEAD_END.length);
    } while (head.status < 200);
    this.#head = head;
    this.#missing = (head.bodyLength ?? 0) - this.#received.length;
    this.#endIfComplete(head);
  }

  #endIfComplete({ status, bodyLength, isKept }: Head): void {
    if (this.#missing > 0) return;
    // An answer that comes before the request is written asks to stop.
    const isDone = isKept && bodyLength !== undefined && this.#missing === 0 && this.#socket.writableLength === 0;
    if (!isDone) this.close();
    this.#settle({ status });
  }

  #giveUp(afterMs: number): void {
    this.close();
    this.#settle({ failure: `no answer within ${afterMs} ms`, isStale: false });
  }

  /** The status counts, even if the rest of the answer is missing. */
  #fail(failure: string): void {
    this.close();
    this.#settle(this.#head ?? { failure, isStale: this.#received === '' });
  }

  #settle(answer: Answer): void {
    clearTimeout(this.#timer);
    const resolve = this.#resolve;
    this.#resolve = undefined;
    resolve?.(answer);
  }
}

function parseHead(text: string): Head | undefined {
  const [, minor, status] = /^HTTP\/1\.(\d) (\d{3})/.exec(text) ?? [];
  if (status === undefined) return undefined;
  const length = /\r\ncontent-length:[ \t]*(\d+)/i.exec(text)?.[1];
  const isChunked = /\r\ntransfer-encoding:/i.test(text);
  const isEmpty = status === '204' || status === '304';
  return {
    status: Number(status),
    bodyLength: isEmpty ? 0 : isChunked || length === undefined ? undefined : Number(length),
    isKept: minor !== '0' && !/\r\nconnection:[^\r]*\bclose\b/i.test(text),
  };
}
