import type { z } from 'zod';
import type { ActivityEntry, ActivityPage, ActivityQuery, Session } from '../contract/index.js';
import type { TermColumns } from '../database/conditions.js';
import { toEngineTime } from '../database/engine-time.js';
import { toRowScope } from '../database/filter.js';
import { toOperation } from '../database/operation-row.js';
import { type SortColumn, toPaging } from '../database/paging.js';
import type { Reader } from '../database/query.js';
import { toOperationsKey } from '../database/session-key.js';
import { asksForSide } from '../database/terms.js';
import { listActivity } from './queries.js';

type Row = z.infer<typeof listActivity.row>;

const columns: TermColumns = {
  fields: {
    service: 'serviceName',
    tool: 'target',
    method: 'method',
    outcome: 'result',
    error: 'errorMessage',
    client: 'clientName',
    session: 'sessionKey',
    user: 'user_id',
    transport: 'transportKind',
    basis: 'sessionBasis',
    side: 'vantage',
  },
  latency: 'durationMs * 1e6',
  text: ['method', 'target', 'resourceUri', 'errorMessage'],
};

const order: SortColumn<Row>[] = [
  { sql: 'at', type: 'time', of: ({ at }) => at },
  { sql: 'spanId', type: 'text', of: ({ spanId }) => spanId },
  // By the alphabet, a start would come after an end of the same time.
  { sql: "if(part = 'start', 0, 1)", type: 'number', of: ({ part }) => (part === 'start' ? 0 : 1) },
];

/** The timeline of one session, oldest first, running and lost operations among the others. */
export async function readActivity(reader: Reader, session: Session, query: ActivityQuery, signal?: AbortSignal): Promise<ActivityPage> {
  const paging = toPaging<Row>(`activity with results ${query.results}`, order, { ...query, order: 'asc' }, () => ({
    from: session.createdAt,
    to: session.lastActivityAt,
  }));
  const scope = toRowScope(query, columns);
  const rows = await reader.rows(
    { ...listActivity, fragments: { ...scope.fragments, ...paging.fragments } },
    {
      ...scope.parameters,
      ...paging.parameters,
      session: toOperationsKey(session),
      created: toEngineTime(session.createdAt),
      from: toEngineTime(session.createdAt),
      to: toEngineTime(session.lastActivityAt),
      oneSide: String(asksForSide(query)),
      apart: String(query.results === 'apart'),
    },
    signal,
  );
  const { items, nextCursor } = paging.toPage(rows);
  return { session, items: items.map((row) => toEntry({ ...row, sessionKey: session.key })), nextCursor };
}

function toEntry({ state, at, part, offsetMs, ...row }: Row): ActivityEntry {
  const operation = toOperation(row, state);
  return { ...operation, entry: part === 'end' ? toEnd(operation.outcome) : toStart(operation), at, offsetMs };
}

function toEnd(outcome: ActivityEntry['outcome']): ActivityEntry['entry'] {
  return outcome === 'ok' ? 'result' : 'error';
}

function toStart({ kind, method }: Pick<ActivityEntry, 'kind' | 'method'>): ActivityEntry['entry'] {
  if (kind === 'notification') return 'notification';
  return method === 'tools/call' ? 'tool_execution' : 'request';
}
