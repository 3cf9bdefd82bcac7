import type { RequestHandler } from 'express';
import { z } from 'zod';
import { liveKind, liveQuery } from '../contract/index.js';
import { ProblemError } from '../http/problems.js';
import type { EventLog, Place } from './event-log.js';
import { isWanted } from './live-event.js';
import type { LiveFeed } from './live-feed.js';
import { createLiveStream } from './live-stream.js';

const keepAliveMs = 15_000;
const maximumListeners = 2_000;

/**
 * `GET /api/v1/live`: server-sent events. One that comes back with the header Last-Event-ID gets what it missed: exactly, from the log; from
 * the database, where the log does not reach back.
 */
export function createLiveRoute(feed: LiveFeed): RequestHandler {
  const query = z.strictObject(liveQuery.shape);
  return async (request, response) => {
    const { after, ...filter } = query.parse(request.query);
    if (feed.listeners() >= maximumListeners)
      throw new ProblemError(503, 'Too many listeners', `${maximumListeners} listen already: come back later.`);
    const log = await feed.open();
    const place = parsePlace(log, request.headers['last-event-id'] ?? after);
    const isInLog = place?.isOfThisLog && place.number <= log.newest() && place.number >= log.oldest() - 1;
    const position = place && isInLog ? place.number : log.newest();
    if (response.destroyed) return;
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    const stream = createLiveStream(response, log, filter, position);
    let isRecovering = place !== undefined && !isInLog;
    const unsubscribe = feed.subscribe({
      kinds: filter.events === undefined ? liveKind.options : z.array(liveKind).parse(filter.events.split(',')),
      onEvents: () => void (isRecovering || stream.send()),
      onClose: stream.end,
    });
    const keepAlive = setInterval(stream.keepAlive, keepAliveMs);
    response.once('close', () => {
      unsubscribe();
      clearInterval(keepAlive);
    });
    response.write('retry: 2000\n\n');
    if (place && isRecovering) {
      const missed = await feed.recover(place, log, position);
      stream.sendRecovered(missed.filter((event) => isWanted(filter, event)));
      isRecovering = false;
    }
    stream.send();
    stream.keepAlive();
  };
}

/** Where a listener was; undefined for one that comes for the first time. */
function parsePlace(log: EventLog, id: string | string[] | undefined): Place | undefined {
  if (id === undefined || id === '') return undefined;
  const place = log.parseId(String(id));
  if (place) return place;
  throw new ProblemError(400, 'Invalid Last-Event-ID', `Expected the id of an event of this feed, got ${JSON.stringify(id)}.`);
}
