import type { Neighbour, OperationDetail } from '../contract/index.js';
import { toEngineTime } from '../database/engine-time.js';
import { toOperation } from '../database/operation-row.js';
import type { Reader } from '../database/query.js';
import { toOperationsKey } from '../database/session-key.js';
import { nameSessions } from '../sessions/name-sessions.js';
import { neighbours, operationContent, operationDetail, traceLogs, traceSpans } from './queries.js';
import { toRelations } from './trace-relation.js';

/** How far the spans of a trace may lie from one of its operations; longer ones are cut at the edge. */
const traceReachMs = 3_600_000;
/** How far apart two calls of a session may lie to be neighbours. */
const neighbourReachMs = 86_400_000;

interface OperationIds {
  traceId: string;
  spanId: string;
}

/** One operation with its content, trace, logs and neighbours; undefined where there is none with these ids. */
export async function readOperation(reader: Reader, ids: OperationIds, signal?: AbortSignal): Promise<OperationDetail | undefined> {
  const parameters = { trace: ids.traceId, span: ids.spanId };
  const [found] = await reader.rows(operationDetail, parameters, signal);
  if (!found) return undefined;
  const { state, protocolVersion, clientVersion, user, clientAddress, argumentsShape, resultShape, ...row } = found;
  const [named = row] = await nameSessions(reader, [row], signal);
  const at = toEngineTime(row.startedAt);
  const reach = { trace: ids.traceId, ...toReach(row, traceReachMs) };
  const [[content], spans, logs, beside] = await Promise.all([
    reader.rows(operationContent, { ...parameters, from: at, to: at }, signal),
    reader.rows(traceSpans, reach, signal),
    reader.rows(traceLogs, reach, signal),
    reader.rows(
      neighbours,
      {
        ...parameters,
        ...toReach(row, neighbourReachMs),
        at,
        session: toOperationsKey({ key: row.sessionKey, basis: row.sessionBasis }),
        side: row.vantage,
        method: row.method,
      },
      signal,
    ),
  ]);
  const relations = toRelations(spans, ids.spanId);
  return {
    ...toOperation(named, state),
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
    trace: spans.map((span) => ({ ...span, relation: relations.get(span.spanId) ?? 'other' })),
    logs: logs.map((log) => ({ ...log, withheld: false, own: log.spanId === ids.spanId })),
    previous: toNeighbour(beside.find(({ place }) => place === 'previous')),
    next: toNeighbour(beside.find(({ place }) => place === 'next')),
  };
}

function toReach({ startedAt, durationMs }: { startedAt: string; durationMs: number }, reachMs: number): { from: string; to: string } {
  const started = Date.parse(startedAt);
  const toTime = (milliseconds: number) => toEngineTime(new Date(milliseconds).toISOString());
  return { from: toTime(started - reachMs), to: toTime(started + durationMs + reachMs) };
}

function toNeighbour(
  row: { traceId: string; spanId: string; startedAt: string; targetName: string | null; result: Neighbour['outcome'] } | undefined,
): Neighbour | null {
  if (row === undefined) return null;
  const { traceId, spanId, startedAt, targetName, result } = row;
  return { traceId, spanId, startedAt, target: targetName, outcome: result };
}
