import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { LiveEvent, LiveFeed } from './live-feed.js';

/** A listener that does not read is cut off once this much waits for it; it resumes with Last-Event-ID. */
const maximumBufferedBytes = 1_048_576;
const keepAliveMs = 15_000;

/** `GET /api/v1/live`: server-sent events named `operation`, each one an operation as JSON. */
export function createLiveRoute(feed: LiveFeed): RequestHandler {
  return async (request, response) => {
    const resumeFrom = z.iso.datetime().optional().parse(request.headers['last-event-id']);
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    response.write('retry: 2000\n\n');
    const send = (events: readonly LiveEvent[]) => {
      response.write(events.map(({ id, operation }) => `id: ${id}\nevent: operation\ndata: ${JSON.stringify(operation)}\n\n`).join(''));
      if (response.writableLength > maximumBufferedBytes) response.destroy();
    };
    const unsubscribe = feed.subscribe(send, () => response.end());
    const keepAlive = setInterval(() => response.write(': still here\n\n'), keepAliveMs);
    response.once('close', () => {
      unsubscribe();
      clearInterval(keepAlive);
    });
    if (resumeFrom) send(await feed.readSince(resumeFrom));
  };
}
