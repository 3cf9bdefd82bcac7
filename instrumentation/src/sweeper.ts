/** A running operation. It is a link of the sweeper's chain itself, so that a fast call costs no allocation. */
export interface RunningOperation {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Says that the operation still runs. */
  snapshot(): void;
  /** Ends it without an answer. */
  abandon(): void;
  previous: RunningOperation | undefined;
  next: RunningOperation | undefined;
  /** Age in milliseconds at which the next snapshot is due. */
  snapshotDue: number;
}

/** A session that has not ended. */
export interface OpenSession {
  /** Says that the session is still there. */
  heartbeat(): void;
  /** Whether it has ended without a word, as of so many milliseconds since the epoch. */
  isVanished(now: number): boolean;
  end(reason: EndReason): void;
}

export type EndReason = 'closed' | 'terminated' | 'shutdown' | 'idle' | 'error';

const TICK_MS = 1_000;
const FIRST_SNAPSHOT_MS = 1_000;
const LONGEST_SNAPSHOT_GAP_MS = 60_000;
const HEARTBEAT_MS = 60_000;
const MOST_SESSIONS = 10_000;

/**
 * The one timer: looks every second for operations that have run for 1 s, then 2 s, 4 s, … up to every minute, and for sessions that
 * have vanished or are due their heartbeat of the minute. It never keeps the process alive, and stops while there is nothing to look at.
 */
export class Sweeper {
  /** Ends of the chain of operations, in order of start. */
  #oldest: RunningOperation | undefined;
  #newest: RunningOperation | undefined;
  /** The value is the time of the next heartbeat. */
  readonly #sessions = new Map<OpenSession, number>();
  #timer: NodeJS.Timeout | undefined;

  watchOperation(operation: RunningOperation): void {
    operation.snapshotDue = FIRST_SNAPSHOT_MS;
    operation.previous = this.#newest;
    if (this.#newest === undefined) this.#oldest = operation;
    else this.#newest.next = operation;
    this.#newest = operation;
    this.#start();
  }

  /** Of an operation that is watched. */
  forgetOperation(operation: RunningOperation): void {
    const { previous, next } = operation;
    if (previous === undefined) this.#oldest = next;
    else previous.next = next;
    if (next === undefined) this.#newest = previous;
    else next.previous = previous;
    operation.previous = undefined;
    operation.next = undefined;
  }

  /** False where there are so many open ones that no more can be watched. */
  watchSession(session: OpenSession): boolean {
    if (this.#sessions.size >= MOST_SESSIONS) return false;
    this.#sessions.set(session, Date.now() + HEARTBEAT_MS);
    this.#start();
    return true;
  }

  /** Of a session that has ended, watched or not. */
  forgetSession(session: OpenSession): void {
    this.#sessions.delete(session);
  }

  /** For the end of the process: nothing that runs will be answered. */
  abandonOperations(): void {
    for (let operation = this.#oldest; operation !== undefined; operation = this.#oldest) operation.abandon();
  }

  endSessions(reason: EndReason): void {
    for (const session of [...this.#sessions.keys()]) session.end(reason);
  }

  /** `now` is in milliseconds since the epoch. */
  tick(now: number): void {
    for (let operation = this.#oldest; operation !== undefined; operation = operation.next) {
      const age = now - operation.startedAt;
      if (age < FIRST_SNAPSHOT_MS) break;
      if (age < operation.snapshotDue) continue;
      operation.snapshotDue = age + Math.min(age, LONGEST_SNAPSHOT_GAP_MS);
      operation.snapshot();
    }
    for (const [session, due] of this.#sessions) {
      if (session.isVanished(now)) session.end('idle');
      else if (now >= due) {
        this.#sessions.set(session, now + HEARTBEAT_MS);
        session.heartbeat();
      }
    }
    if (this.#oldest === undefined && this.#sessions.size === 0) this.#stop();
  }

  #start(): void {
    this.#timer ??= setInterval(() => this.tick(Date.now()), TICK_MS).unref();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
