import { z } from 'zod';
import { type Period, period } from '../contract/index.js';

export class CursorError extends Error {
  override name = 'CursorError';
}

/** Where a page begins: after the row with these sort values, in the period that the first page was asked for. */
export interface Position {
  period: Period;
  values: (string | number)[];
}

const packed = z.tuple([z.string(), period.shape.from, period.shape.to], z.union([z.string().max(1_024), z.number()]));

/** Packs a position into an opaque cursor of one list; `list` names it with its order. */
export function toCursor(list: string, { period: { from, to }, values }: Position): string {
  return Buffer.from(JSON.stringify([list, from, to, ...values])).toString('base64url');
}

/**
 * The position of a cursor; undefined without one.
 *
 * @throws CursorError when the cursor was not made by `toCursor` for the same list.
 */
export function parseCursor(cursor: string | undefined, list: string): Position | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [of, from, to, ...values] = packed.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (of === list) return { period: { from, to }, values };
  } catch {
    // Answered below, like a cursor of another list.
  }
  throw new CursorError('expected the nextCursor of an earlier page of the same list in the same order, unchanged');
}
