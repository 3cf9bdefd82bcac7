import { type AuditEntry, auditPage, formatQuery, pageQuery } from '../contract/index.js';
import { type SortColumn, toPaging } from '../database/paging.js';
import { defineEndpoint } from '../http/endpoint.js';
import { listReveals } from './queries.js';

const byTime: SortColumn<AuditEntry>[] = [
  { sql: 'at', type: 'time', of: ({ at }) => at },
  { sql: 'request_id', type: 'text', of: ({ requestId }) => requestId },
  { sql: 'span_id', type: 'text', of: ({ spanId }) => spanId ?? '' },
];

/** The audit is read whole, whatever the period. */
const always = { from: '1970-01-01T00:00:00.000Z', to: '2200-01-01T00:00:00.000Z' };

export const auditEndpoints = [
  defineEndpoint({
    name: 'listReveals',
    path: '/audit',
    summary: 'Who saw which content, newest first; for auditors',
    role: 'auditor',
    personal: true,
    query: pageQuery.extend(formatQuery.shape),
    response: auditPage,
    async handle({ query }, { reader, signal }) {
      const paging = toPaging('audit', byTime, { ...query, order: 'desc' }, () => always);
      return paging.toPage(await reader.rows({ ...listReveals, fragments: paging.fragments }, paging.parameters, signal));
    },
  }),
];
