import { randomBytes } from 'node:crypto';
import { isWanted, type LiveEvent, type LiveFilter, toEventText } from './live-event.js';

/** What was added at once, in order: the events from number `first` on. */
export interface Batch {
  first: number;
  events: readonly LiveEvent[];
  /** Each event as it is sent, with its id: written once for all listeners. */
  texts: readonly string[];
}

/** A place in a log, as the id of an event tells it. */
export interface Place {
  number: number;
  /** When the look began that found the event, in milliseconds since 1970. */
  lookedAt: number;
  isOfThisLog: boolean;
}

/** The newest events, numbered from 1, for listeners at any place in them. */
export interface EventLog {
  /** Adds what a look found that began at a time, in milliseconds since 1970. */
  append(events: readonly LiveEvent[], lookedAt: number): void;
  /** Number of the newest event; 0 before the first. */
  newest(): number;
  /** Number of the oldest event that is kept; of the next one where there is none. */
  oldest(): number;
  /** The kept batches with events after a number. */
  after(number: number): readonly Batch[];
  /** The text of a batch’s events after a number that a filter lets through. `key` is the same for equal filters. */
  toText(batch: Batch, after: number, filter: LiveFilter, key: string): Buffer;
  /** The id of an event, or of a place without one: everything up to it was found by the newest look. */
  toId(number: number, lookedAt?: number): string;
  /** Undefined for what was never an id. */
  parseId(id: string): Place | undefined;
}

/** Events that a listener can miss and still get, exactly: some minutes of a busy server. */
const maximumEvents = 20_000;

export function createEventLog(): EventLog {
  // A process that was started again has another log, and knows it by this name.
  const name = randomBytes(6).toString('hex');
  let batches: Batch[] = [];
  let newest = 0;
  let newestLookAt = Date.now();
  // Most listeners have the same filter and are at the same place: the newest batch.
  const whole = new Map<string, Buffer>();

  const toId: EventLog['toId'] = (number, lookedAt = newestLookAt) => `${number}-${lookedAt}-${name}`;
  const toLast = ({ first, events }: Batch) => first + events.length - 1;

  return {
    append(events, lookedAt) {
      newestLookAt = lookedAt;
      if (events.length === 0) return;
      const first = newest + 1;
      const texts = events.map((event, index) => toEventText(event, toId(first + index, lookedAt)));
      whole.clear();
      batches.push({ first, events, texts });
      newest += events.length;
      const oldestKept = batches.findIndex((batch) => toLast(batch) > newest - maximumEvents);
      if (oldestKept > 0) batches = batches.slice(oldestKept);
    },
    newest: () => newest,
    oldest: () => batches[0]?.first ?? newest + 1,
    after(number) {
      let index = batches.length;
      while (index > 0 && toLast(batches[index - 1] as Batch) > number) index -= 1;
      return batches.slice(index);
    },
    toText(batch, after, filter, key) {
      const isWhole = batch === batches.at(-1) && after < batch.first;
      const known = isWhole ? whole.get(key) : undefined;
      if (known) return known;
      const isSent = (event: LiveEvent, index: number) => batch.first + index > after && isWanted(filter, event);
      const text = Buffer.from(batch.texts.filter((_, index) => isSent(batch.events[index] as LiveEvent, index)).join(''));
      if (isWhole) whole.set(key, text);
      return text;
    },
    toId,
    parseId(id) {
      const [, number, lookedAt, log] = /^(\d{1,15})-(\d{13})-([0-9a-f]{12})$/.exec(id) ?? [];
      return log === undefined ? undefined : { number: Number(number), lookedAt: Number(lookedAt), isOfThisLog: log === name };
    },
  };
}
