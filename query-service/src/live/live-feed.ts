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

  const isWanted = (kind: LiveKind) => [...listeners].some(({ kinds }) => kinds.includes(kind));

  async function start(): Promise<EventLog> {
    const events = createEventLog();
    const operations = createOperationSource(reader);
    const snapshots = createRunningSource(reader, operations.hasGiven);
    const sessions = createSessionSource(reader);
    await operations.start();
    let looks = 0;
    let idle = 0;
    let keys: string[] = [];

    async function look(): Promise<void> {
      const lookedAt = Date.now();
      const arrived = await operations.poll();
      keys.push(
        ...arrived.flatMap(({ data }) =>
          'sessionKey' in data ? [toOperationsKey({ key: data.sessionKey, basis: data.sessionBasis })] : [],
        ),
      );
      const others = looks % lookEvery.running === 0 && isWanted('running') ? await snapshots.poll() : [];
      const changed = looks % lookEvery.session === 0 && isWanted('session') ? await sessions.poll(keys.splice(0)) : [];
      if (!isWanted('session')) keys = [];
      events.append([...arrived, ...others, ...changed], lookedAt);
      looks += 1;
    }

    let timer = setTimeout(next, operationsMs);
    async function next(): Promise<void> {
      const before = events.newest();
      const startedAt = performance.now();
      try {
        await look();
      } catch (error) {
        log.warn({ err: error }, 'the live feed could not read the database; it tries again');
      }
      if (events.newest() > before) for (const listener of listeners) listener.onEvents();
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
