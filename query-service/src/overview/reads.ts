import type { ClientList, FilterQuery, Overview, Period, ServiceList } from '../contract/index.js';
import { toFilterParameters } from '../database/filter-parameters.js';
import type { Reader } from '../database/query.js';
import { readSessionSummary } from '../sessions/reads.js';
import { readToolCallSummary } from '../tool-calls/reads.js';
import { listClients, listServices, newestOperation } from './queries.js';

export async function readOverview(reader: Reader, filter: FilterQuery, period: Period, signal?: AbortSignal): Promise<Overview> {
  const [sessions, toolCalls, [newest]] = await Promise.all([
    readSessionSummary(reader, filter, period, signal),
    readToolCallSummary(reader, filter, period, signal),
    reader.rows(newestOperation, {}, signal),
  ]);
  return {
    period,
    sessions: withoutPeriod(sessions),
    toolCalls: withoutPeriod(toolCalls),
    lastOperationAt: newest?.lastOperationAt ?? null,
  };
}

export async function readServices(reader: Reader, filter: FilterQuery, period: Period, signal?: AbortSignal): Promise<ServiceList> {
  return { period, items: await reader.rows(listServices, toFilterParameters(filter, period), signal) };
}

/** Clients by name, version, transport and protocol version. */
export async function readClients(reader: Reader, filter: FilterQuery, period: Period, signal?: AbortSignal): Promise<ClientList> {
  const rows = await reader.rows(listClients, toFilterParameters(filter, period), signal);
  return { period, items: rows.map(({ transportKind, ...row }) => ({ ...row, transport: transportKind })) };
}

function withoutPeriod<Summary extends { period: Period }>({ period, ...summary }: Summary): Omit<Summary, 'period'> {
  return summary;
}
