import type { Logger } from 'pino';
import type { Operation } from '../contract/index.js';
import { toEngineTime } from '../database/engine-time.js';
import { toOperation } from '../database/operation-row.js';
import type { Reader } from '../database/query.js';
import { operationsSince } from './queries.js';

/** An operation on the feed; `id` is its time of arrival, from which a listener can resume. */
export interface LiveEvent {
  id: string;
  operation: Operation;
}

export type LiveListener = (events: readonly LiveEvent[]) => void;

export interface LiveFeed {
  /** Adds a listener and returns what removes it; `onClose` tells it that nothing will follow. */
  subscribe(listener: LiveListener, onClose: () => void): () => void;
  /** Operations that arrived after an event, for a listener that resumes. */
  readSince(id: string): Promise<LiveEvent[]>;
  close(): void;
}

const pollMs = 1_000;
/** A row becomes visible a little after the time that it carries: each poll looks back this far. */
const lookBackMs = 3_000;
const maximumEvents = 500;

/** One poll of the database for all listeners, and none while nobody listens. */
export function createLiveFeed(reader: Reader, log: Logger): LiveFeed {
  const listeners = new Map<LiveListener, () => void>();
  let timer: NodeJS.Timeout | undefined;
  let sent = new Map<string, number>();

  async function readSince(since: string): Promise<LiveEvent[]> {
    const rows = await reader.rows(operationsSince, { since: toEngineTime(since), limit: maximumEvents });
    return rows.map(({ ingestedAt, ...row }) => ({ id: ingestedAt, operation: toOperation(row) }));
  }

  async function poll(startedAt: number): Promise<void> {
    const horizon = Math.max(startedAt, Date.now() - lookBackMs - pollMs);
    const events = await readSince(new Date(horizon).toISOString());
    const fresh = events.filter(({ operation }) => !sent.has(toId(operation)));
    sent = new Map([...sent].filter(([, at]) => at > Date.now() - 4 * lookBackMs));
    for (const { operation } of fresh) sent.set(toId(operation), Date.now());
    if (fresh.length > 0) for (const listener of listeners.keys()) listener(fresh);
  }

  function schedule(startedAt: number): void {
    timer = setTimeout(async () => {
      try {
        await poll(startedAt);
      } catch (error) {
        log.warn({ err: error }, 'the live feed could not read the database; it tries again');
      }
      if (listeners.size > 0) schedule(startedAt);
      else timer = undefined;
    }, pollMs);
  }

  return {
    subscribe(listener, onClose) {
      listeners.set(listener, onClose);
      if (!timer) schedule(Date.now());
      return () => listeners.delete(listener);
    },
    readSince,
    close() {
      for (const onClose of listeners.values()) onClose();
      listeners.clear();
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

function toId(operation: Operation): string {
  return `${operation.traceId}${operation.spanId}`;
}
