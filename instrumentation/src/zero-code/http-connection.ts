import type { Socket } from 'node:net';
import { HttpAnswer } from './http-answer.js';

/** The status of the answer, or why there is none; `isStale` if a connection that was kept ended without a word. */
export type Reply = { status: number } | { failure: string; isStale: boolean };

/**
 * One connection of HTTP/1.1, for one request after the other. Node's own client takes 130 to 320 µs more for each, which with contents is a
 * microsecond of every call. It does not keep the process alive.
 */
export class HttpConnection {
  readonly #socket: Socket;
  #answer = new HttpAnswer();
  #resolve: ((reply: Reply) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #requests = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay().unref();
    // Connecting to one address of several after the other, the socket forgets it.
    socket.once('connect', () => socket.unref());
    socket.on('data', (bytes: Buffer) => this.#read(bytes));
    socket.on('error', (error) => this.#fail(error.message || String(Reflect.get(error, 'code'))));
    socket.on('close', () => this.#fail('the connection was closed'));
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed && this.#socket.writable;
  }

  /** Never rejects. The parts must stay as they are until it has resolved, and no request may begin before. */
  request(parts: readonly Uint8Array[], timeoutMs: number): Promise<Reply> {
    this.#requests++;
    this.#answer = new HttpAnswer();
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

  #read(bytes: Buffer): void {
    const answer = this.#answer;
    try {
      answer.read(bytes);
    } catch (error) {
      this.#fail((error as Error).message);
    }
    if (!answer.isComplete || answer.status === undefined) return;
    // An answer that comes before the request is written asks to stop; one that nobody waits for, or that comes twice, is none.
    if (answer.isLast || this.#socket.writableLength > 0 || this.#resolve === undefined) this.close();
    this.#settle({ status: answer.status });
  }

  #giveUp(afterMs: number): void {
    this.close();
    this.#settle({ failure: `no answer within ${afterMs} ms`, isStale: false });
  }

  /** The status counts, even if the rest of the answer is missing. */
  #fail(failure: string): void {
    this.close();
    const { status, isUntouched } = this.#answer;
    this.#settle(status === undefined ? { failure, isStale: isUntouched && this.#requests > 1 } : { status });
  }

  #settle(reply: Reply): void {
    clearTimeout(this.#timer);
    const resolve = this.#resolve;
    this.#resolve = undefined;
    resolve?.(reply);
  }
}
