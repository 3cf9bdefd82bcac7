import { z } from 'zod';
import { toEngineTime } from './filter-parameters.js';

export class CursorError extends Error {
  override name = 'CursorError';
}

/** The sort key of a row: a time, and the ids that order rows of the same time. */
export interface Position {
  /** As the engine parses it. */
  time: string;
  ids: string[];
}

/** Where a list that goes back in time begins. */
export const endOfTime: Position = { time: '2200-01-01 00:00:00', ids: [] };
/** Where a list that goes forward in time begins. */
export const startOfTime: Position = { time: '1970-01-01 00:00:00', ids: [] };

/** Packs the sort key of a page's last row into an opaque cursor. */
export function toCursor(time: string, ...ids: string[]): string {
  return Buffer.from(JSON.stringify([time, ...ids])).toString('base64url');
}

/**
 * Where the page of a cursor begins; `start` where there is no cursor.
 *
 * @throws CursorError when the cursor was not made by `toCursor` with as many ids.
 */
export function parseCursor(cursor: string | undefined, idCount: number, start: Position): Position {
  if (cursor === undefined) return start;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const [time, ...ids] = z.tuple([z.iso.datetime()], z.string()).parse(values);
    if (ids.length !== idCount) throw new CursorError();
    return { time: toEngineTime(time), ids };
  } catch {
    throw new CursorError('expected the nextCursor of an earlier page of the same list, unchanged');
  }
}
