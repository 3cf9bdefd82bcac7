import { auditPage, pageQuery } from '../contract/index.js';
import { endOfTime, parseCursor, toCursor } from '../database/cursor.js';
import { defineEndpoint } from '../http/endpoint.js';
import { listReveals } from './queries.js';

export const auditEndpoints = [
  defineEndpoint({
    name: 'listReveals',
    path: '/audit',
    summary: 'Who saw which content, newest first; for auditors',
    role: 'auditor',
    personal: true,
    query: pageQuery,
    response: auditPage,
    async handle({ query }, { reader, signal }) {
      const { time, ids } = parseCursor(query.cursor, 2, endOfTime);
      const [request = '', span = ''] = ids;
      const parameters = { cursor_time: time, cursor_request: request, cursor_span: span, limit: query.limit + 1 };
      const rows = await reader.rows(listReveals, parameters, signal);
      const items = rows.slice(0, query.limit);
      const last = items.at(-1);
      return { items, nextCursor: rows.length > items.length && last ? toCursor(last.at, last.requestId, last.spanId ?? '') : null };
    },
  }),
];
