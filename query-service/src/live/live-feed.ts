import type { Logger } from 'pino';
import type { LiveKind } from '../contract/index.js';
import type { Reader } from '../database/query.js';
import { toOperationsKey } from '../database/session-key.js';
import { createEventLog, type EventLog, type Place } from './event-log.js';
import { type LiveEvent, toOperationId } from './live-event.js';
import { createOperationSource, lookBackMs } from './operation-source.js';
import { createRunningSource } from './running-source.js';
import { createSessionSource } from './session-source.js';

/** Somebody who listens, told when there is something new in the log, and when nothing will follow. */
export interface Listener {
  kinds: readonly LiveKind[];
  onEvents(): void;
  onClose(): void;
}

/** One look at the database for all listeners, and none while nobody listens. */
export interface LiveFeed {
  /** The log, which is being written from now on; call `subscribe` before anything else is awaited. */
  open(): Promise<EventLog>;
  /** Adds a listener and returns what removes it. */
  subscribe(listener: Listener): () => void;
  /** What a listener missed whose place is in no log: operations from the database that the log does not have after `position`. */
  recover(place: Place, log: EventLog, position: number): Promise<LiveEvent[]>;
  listeners(): number;
  close(): void;
}

const operationsMs = 500;
/** Running operations and sessions are looked for once in so many looks for operations. */
const lookEvery = { running: 2, session: 4 };
/** So many looks without a listener end the log: one that comes back sooner misses nothing. */
const idleLooks = 120;

export function createLiveFeed(reader: Reader, log: Logger): LiveFeed {
  const listeners = new Set<Listener>();
  let running: { log: EventLog; stop: () => void } | undefined;
  let starting: Promise<EventLog> | undefined;

  const warn = (error: unknown) => log.warn({ err: error }, 'the live feed could not read the database; it tries again');
  const isWanted = (kind: LiveKind) => [...listeners].some(({ kinds }) => kinds.includes(kind));

  async function start(): Promise<EventLog> {
    const events = createEventLog();
    const operations = createOperationSource(reader);
    const snapshots = createRunningSource(reader, operations.hasGiven);
    const sessions = createSessionSource(reader);
    await operations.start();
    /** When the newest look for operations began that is over. */
    let lookedAt = Date.now();
    let looks = 0;
    let idle = 0;
    let isLookingAtOthers = false;
    const keys: string[] = [];

    async function look(): Promise<void> {
      const startedAt = Date.now();
      const arrived = await operations.poll();
      lookedAt = startedAt;
      tell(arrived);
      if (isWanted('session'))
        keys.push(
          ...arrived.flatMap(({ data }) =>
            'sessionKey' in data ? [toOperationsKey({ key: data.sessionKey, basis: data.sessionBasis })] : [],
          ),
        );
      // What takes longer holds up no operation.
      if (!isLookingAtOthers) void lookAtOthers();
    }

    async function lookAtOthers(): Promise<void> {
      isLookingAtOthers = true;
      try {
        if (looks % lookEvery.running === 0 && isWanted('running')) tell(await snapshots.poll());
        if (looks % lookEvery.session === 0 && isWanted('session')) tell(await sessions.poll(keys.splice(0)));
      } catch (error) {
        warn(error);
      }
      isLookingAtOthers = false;
      looks += 1;
    }

    function tell(found: readonly LiveEvent[]): void {
      events.append(found, lookedAt);
      if (found.length > 0) for (const listener of listeners) listener.onEvents();
    }

    let timer = setTimeout(next, operationsMs);
    async function next(): Promise<void> {
      const startedAt = performance.now();
      try {
        await look();
      } catch (error) {
        warn(error);
      }
      idle = listeners.size > 0 ? 0 : idle + 1;
      if (idle > idleLooks) stop();
      // A look that took long is followed by a pause as long.
      else if (running?.log === events)
        timer = setTimeout(next, Math.max(performance.now() - startedAt, operationsMs - (performance.now() - startedAt)));
    }

    function stop(): void {
      clearTimeout(timer);
      if (running?.log === events) running = undefined;
    }
    running = { log: events, stop };
    return events;
  }

  return {
    async open() {
      if (running) return running.log;
      starting ??= start().finally(() => {
        starting = undefined;
      });
      return starting;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async recover(place, log, position) {
      const source = createOperationSource(reader);
      const found = await source.readSince(place.lookedAt - lookBackMs);
      const following = new Set(
        log.after(position).flatMap(({ events }) => events.flatMap(({ data }) => ('spanId' in data ? [toOperationId(data)] : []))),
      );
      return found.filter(({ data }) => !('spanId' in data && following.has(toOperationId(data))));
    },
    listeners: () => listeners.size,
    close() {
      running?.stop();
      for (const listener of listeners) listener.onClose();
      listeners.clear();
    },
  };
}
