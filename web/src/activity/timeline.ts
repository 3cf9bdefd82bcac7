import type { Operation, Session } from '@callsight/query-service/contract';
import { toMilliseconds } from '../format/time';
import { toOperationId } from '../operations/operation';

export type TimelineEntry =
  | {
      readonly type: 'operation';
      readonly id: string;
      readonly operation: Operation;
      readonly offsetMs: number;
      /** Begin and length of its bar in percent of the whole timeline, in which longer silences take little room. */
      readonly bar: { readonly left: number; readonly width: number };
    }
  | { readonly type: 'quiet'; readonly id: string; readonly durationMs: number };

const quietMs = 30_000;
/** What a silence takes on the scale of the bars, in parts of the busy time. */
const quietShare = 0.03;
const narrowestBar = 0.6;

/** A session's operations with their distance from its start and, while all are shown, the longer silences between them. */
export function toTimeline(session: Pick<Session, 'createdAt'>, operations: readonly Operation[], narrowed: boolean): TimelineEntry[] {
  const start = toMilliseconds(session.createdAt);
  const place = createScale(operations);
  const entries: TimelineEntry[] = [];
  let busyUntil = Number.POSITIVE_INFINITY;
  for (const operation of operations) {
    const id = toOperationId(operation);
    const { startedAt, endedAt } = toInterval(operation);
    if (!narrowed && startedAt - busyUntil >= quietMs)
      entries.push({ type: 'quiet', id: `before ${id}`, durationMs: startedAt - busyUntil });
    const left = Math.min(place(startedAt), 100 - narrowestBar);
    entries.push({
      type: 'operation',
      id,
      operation,
      offsetMs: startedAt - start,
      bar: { left, width: Math.min(Math.max(place(endedAt) - left, narrowestBar), 100 - left) },
    });
    busyUntil = busyUntil === Number.POSITIVE_INFINITY ? endedAt : Math.max(busyUntil, endedAt);
  }
  return entries;
}

/** Where a moment lies, in percent: busy time in proportion, every longer silence as one short piece. */
function createScale(operations: readonly Operation[]): (time: number) => number {
  const stretches: { from: number; to: number }[] = [];
  for (const operation of operations) {
    const { startedAt, endedAt } = toInterval(operation);
    const last = stretches.at(-1);
    if (last === undefined || startedAt - last.to >= quietMs) stretches.push({ from: startedAt, to: endedAt });
    else last.to = Math.max(last.to, endedAt);
  }
  const busy = stretches.reduce((total, { from, to }) => total + to - from, 0);
  const pause = Math.max(busy, 1) * quietShare;
  const total = Math.max(busy + pause * (stretches.length - 1), 0.001);
  return (time) => {
    let before = 0;
    for (const { from, to } of stretches) {
      if (time <= to) return ((before + Math.max(0, time - from)) / total) * 100;
      before += to - from + pause;
    }
    return 100;
  };
}

function toInterval({ startedAt, durationMs }: Operation): { startedAt: number; endedAt: number } {
  const from = toMilliseconds(startedAt);
  return { startedAt: from, endedAt: from + durationMs };
}
