import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { AnswerAges } from './answer-ages.js';

/** An answer as it is sent, and when it was computed. */
export interface Answer {
  body: Buffer;
  etag: string;
  /** `performance.now()` when its queries began. */
  at: number;
}

/** Where an answer came from: asked of the database, shared with one that was being asked, or kept from before. */
export type AnswerSource = 'computed' | 'joined' | 'kept';

export interface AnswerCache {
  /**
   * The answer to a question, `key`. Many who ask at once share one computation, which is abandoned when the last of them leaves. While the
   * engine has nothing to do everybody gets a fresh answer; while it is busy, one from before will do, for as long as the question says.
   */
  answer(question: Question): Promise<{ answer: Answer; source: AnswerSource }>;
}

export interface Question {
  key: string;
  /** How old an answer may be. */
  ages: AnswerAges;
  compute: (signal: AbortSignal) => Promise<unknown>;
  /** Aborts when this one caller leaves. */
  signal: AbortSignal;
}

/** Computations at a time from which on the engine counts as busy: more than one page asks for at once, which must see what has just arrived. */
const busyFrom = 10;
/**
 * Computations at a time beyond which none is started for a kept answer, because those who have none come first: for one in the first half of
 * its time, and for one in the second.
 */
const maximumRefreshes = { young: busyFrom, old: 2 * busyFrom };
const maximumBytes = 32 * 1024 * 1024;
const maximumAnswerBytes = maximumBytes / 32;

interface Computation {
  answer: Promise<Answer>;
  waiting: number;
  abandon: () => void;
}

export function createAnswerCache(): AnswerCache {
  const underWay = new Map<string, Computation>();
  const kept = new Map<string, Answer>();
  let keptBytes = 0;

  function keep(key: string, answer: Answer): void {
    forget(key);
    if (answer.body.length > maximumAnswerBytes) return;
    kept.set(key, answer);
    keptBytes += answer.body.length;
    for (const oldest of kept.keys()) {
      if (keptBytes <= maximumBytes) break;
      forget(oldest);
    }
  }

  function forget(key: string): void {
    keptBytes -= kept.get(key)?.body.length ?? 0;
    kept.delete(key);
  }

  function start({ key, compute }: Question): Computation {
    const abandoned = new AbortController();
    // An answer is made of many queries at once, each of which listens.
    setMaxListeners(0, abandoned.signal);
    const end = () => {
      if (underWay.get(key) === computation) underWay.delete(key);
    };
    const computation: Computation = {
      answer: run(key, () => compute(abandoned.signal)).finally(end),
      waiting: 0,
      abandon() {
        end();
        abandoned.abort();
      },
    };
    underWay.set(key, computation);
    return computation;
  }

  async function run(key: string, compute: () => Promise<unknown>): Promise<Answer> {
    const at = performance.now();
    const body = Buffer.from(JSON.stringify(await compute()));
    const answer = { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`, at };
    keep(key, answer);
    return answer;
  }

  async function wait(computation: Computation, signal: AbortSignal): Promise<Answer> {
    computation.waiting += 1;
    const leave = () => {
      computation.waiting -= 1;
      if (computation.waiting === 0) computation.abandon();
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await computation.answer;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  /** Whether somebody who has a kept answer starts a new one for those who come later. */
  function isRefreshed(key: string, age: number, { freshMs, usableMs }: AnswerAges): boolean {
    if (age <= freshMs || underWay.has(key)) return false;
    return underWay.size < (age < usableMs / 2 ? maximumRefreshes.young : maximumRefreshes.old);
  }

  return {
    async answer(question) {
      const { key, ages, signal } = question;
      const known = kept.get(key);
      const age = known ? performance.now() - known.at : Number.POSITIVE_INFINITY;
      if (known && underWay.size >= busyFrom && age < ages.usableMs) {
        if (isRefreshed(key, age, ages)) start(question).answer.catch(() => {});
        return { answer: known, source: 'kept' };
      }
      const shared = underWay.get(key);
      return { answer: await wait(shared ?? start(question), signal), source: shared ? 'joined' : 'computed' };
    },
  };
}
