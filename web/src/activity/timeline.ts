import type { Operation, Session } from '@callsight/query-service/contract';
import { toMilliseconds } from '../format/time';
import { isFailure, toOperationId } from '../operations/operation';

export type TimelineEntry =
  | { readonly type: 'operation'; readonly operation: Operation; readonly offsetMs: number }
  | { readonly type: 'quiet'; readonly durationMs: number; readonly after: string };

const quietMs = 30_000;

/** A session's operations with their distance from its start, and the longer silences between them. */
export function toTimeline(session: Pick<Session, 'createdAt'>, operations: readonly Operation[], failuresOnly: boolean): TimelineEntry[] {
  const start = toMilliseconds(session.createdAt);
  const shown = failuresOnly ? operations.filter(isFailure) : operations;
  const entries: TimelineEntry[] = [];
  let busyUntil = Number.POSITIVE_INFINITY;
  let previous = '';
  for (const operation of shown) {
    const startedAt = toMilliseconds(operation.startedAt);
    if (!failuresOnly && startedAt - busyUntil >= quietMs) {
      entries.push({ type: 'quiet', durationMs: startedAt - busyUntil, after: previous });
    }
    entries.push({ type: 'operation', operation, offsetMs: startedAt - start });
    const endedAt = startedAt + operation.durationMs;
    busyUntil = busyUntil === Number.POSITIVE_INFINITY ? endedAt : Math.max(busyUntil, endedAt);
    previous = toOperationId(operation);
  }
  return entries;
}
