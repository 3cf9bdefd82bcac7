import type { ActivityPage, FilterQuery, OperationDetail, Session } from '../contract/index.js';
import { parseCursor, startOfTime, toCursor } from '../database/cursor.js';
import { toEngineTime } from '../database/filter-parameters.js';
import { toOperation } from '../database/operation-row.js';
import type { Reader } from '../database/query.js';
import { listActivity, operationContent, operationDetail, traceSpans } from './queries.js';

/** How far the spans of a trace may lie from one of its operations; longer ones are cut at the edge. */
const traceReachMs = 3_600_000;

export type ActivityFilter = Pick<FilterQuery, 'tool' | 'outcome' | 'side'> & { limit: number; cursor?: string | undefined };

/** The operations of one session, oldest first, running ones among them. */
export async function readActivity(reader: Reader, session: Session, filter: ActivityFilter, signal?: AbortSignal): Promise<ActivityPage> {
  const { time, ids } = parseCursor(filter.cursor, 1, startOfTime);
  const rows = await reader.rows(
    listActivity,
    {
      session: session.key,
      from: toEngineTime(session.createdAt),
      to: toEngineTime(session.lastActivityAt),
      tool: filter.tool ?? '',
      outcome: filter.outcome ?? '',
      side: filter.side ?? '',
      cursor_time: time,
      cursor_span: ids[0] ?? '',
      limit: filter.limit + 1,
    },
    signal,
  );
  const items = rows.slice(0, filter.limit).map(({ state, ...row }) => toOperation(row, state));
  const last = items.at(-1);
  return { session, items, nextCursor: rows.length > items.length && last ? toCursor(last.startedAt, last.spanId) : null };
}

/** One operation with its content and its trace; undefined where there is none with these ids. */
export async function readOperation(
  reader: Reader,
  ids: { traceId: string; spanId: string },
  signal?: AbortSignal,
): Promise<OperationDetail | undefined> {
  const parameters = { trace: ids.traceId, span: ids.spanId };
  const [found] = await reader.rows(operationDetail, parameters, signal);
  if (!found) return undefined;
  const { state, protocolVersion, clientVersion, user, clientAddress, argumentsShape, resultShape, ...row } = found;
  const started = Date.parse(row.startedAt);
  const reach = {
    from: toEngineTime(new Date(started - traceReachMs).toISOString()),
    to: toEngineTime(new Date(started + row.durationMs + traceReachMs).toISOString()),
  };
  const [[content], trace] = await Promise.all([
    reader.rows(operationContent, { ...parameters, from: toEngineTime(row.startedAt), to: toEngineTime(row.startedAt) }, signal),
    reader.rows(traceSpans, { trace: ids.traceId, ...reach }, signal),
  ]);
  return {
    ...toOperation(row, state),
    protocolVersion,
    clientVersion,
    user,
    clientAddress,
    arguments: {
      value: content?.arguments ?? null,
      size: row.argumentsSize,
      truncated: content?.argumentsTruncated ?? false,
      withheld: false,
      shape: argumentsShape,
    },
    result: {
      value: content?.result ?? null,
      size: row.resultSize,
      truncated: content?.resultTruncated ?? false,
      withheld: false,
      shape: resultShape,
    },
    trace,
  };
}
