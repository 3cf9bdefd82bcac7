import type { ServerResponse } from 'node:http';
import type { EventLog } from './event-log.js';
import { type LiveEvent, type LiveFilter, toEventText } from './live-event.js';

/** A listener’s connection: it goes through the log at the listener’s own speed. */
export interface LiveStream {
  /** Sends what the listener takes of the events after its place. */
  send(): void;
  /** Sends events that are in no log. They have no ids, so that one who leaves between them starts over. */
  sendRecovered(events: readonly LiveEvent[]): void;
  keepAlive(): void;
  end(): void;
}

/** Bytes that may wait for a listener: then it has to read before it gets more. */
const maximumWaitingBytes = 1_048_576;
/** A listener that reads nothing for so long is gone, in milliseconds. */
const goneMs = 120_000;

export function createLiveStream(response: ServerResponse, log: EventLog, filter: LiveFilter, position: number): LiveStream {
  const key = JSON.stringify(filter);
  let place = position;
  let waitingSince: number | undefined;

  function write(text: string | Buffer): void {
    if (response.write(text) || response.writableLength < maximumWaitingBytes) return;
    waitingSince = performance.now();
    response.once('drain', () => {
      waitingSince = undefined;
      send();
    });
  }

  function skipWhatIsGone(): void {
    const missed = log.oldest() - 1 - place;
    if (missed <= 0) return;
    place += missed;
    write(toEventText({ kind: 'gap', data: { missed, reason: 'slow' } }, log.toId(place)));
  }

  function send(): void {
    if (waitingSince !== undefined) {
      if (performance.now() - waitingSince > goneMs) response.destroy();
      return;
    }
    skipWhatIsGone();
    for (const batch of log.after(place)) {
      if (waitingSince !== undefined) return;
      const text = log.toText(batch, place, filter, key);
      place = batch.first + batch.events.length - 1;
      if (text.length > 0) write(text);
    }
  }

  return {
    send,
    sendRecovered(events) {
      write(events.map((event) => toEventText(event)).join(''));
    },
    // A comment; its writing shows whether the connection still is one. The place goes along, for one whose filter lets little through.
    keepAlive: () => void (waitingSince === undefined && response.write(`: still here\nid: ${log.toId(place)}\n\n`)),
    end: () => void response.end(),
  };
}
