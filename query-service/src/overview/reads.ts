import type { ClientList, FilterQuery, Overview, Period, ServiceList } from '../contract/index.js';
import type { Reader } from '../database/query.js';
import { newestOperation } from '../health/queries.js';
import { toPreviousPeriod } from '../period/period.js';
import { readSessionTotals } from '../sessions/reads.js';
import { readCallStatistics } from '../tool-calls/reads.js';
import { listClients, listServices } from './queries.js';
import { readTraffic } from './traffic.js';

export async function readOverview(reader: Reader, filter: FilterQuery, period: Period, signal?: AbortSignal): Promise<Overview> {
  const before = toPreviousPeriod(period);
  const [[sessions, sessionsBefore], toolCalls, toolCallsBefore, [newest]] = await Promise.all([
    readSessionTotals(reader, filter, [period, before], signal),
    readCallStatistics(reader, filter, period, signal),
    readCallStatistics(reader, filter, before, signal),
    reader.rows(newestOperation, {}, signal),
  ]);
  return {
    period,
    sessions,
    toolCalls,
    previous: { period: before, sessions: sessionsBefore, toolCalls: toolCallsBefore },
    lastOperationAt: newest?.startedAt ?? null,
  };
}

export async function readServices(reader: Reader, filter: FilterQuery, period: Period, signal?: AbortSignal): Promise<ServiceList> {
  const { fragments, parameters } = await readTraffic(reader, filter, period, signal);
  const rows = await reader.rows({ ...listServices, fragments: { ...listServices.fragments, ...fragments } }, parameters, signal);
  return { period, items: rows.map(withErrorRate) };
}

/** Clients by name, version, transport and protocol version. */
export async function readClients(reader: Reader, filter: FilterQuery, period: Period, signal?: AbortSignal): Promise<ClientList> {
  const { fragments, parameters } = await readTraffic(reader, filter, period, signal);
  const rows = await reader.rows({ ...listClients, fragments: { ...listClients.fragments, ...fragments } }, parameters, signal);
  return { period, items: rows.map(({ transportKind, ...row }) => ({ ...withErrorRate(row), transport: transportKind })) };
}

function withErrorRate<Row extends { operations: number; errors: number }>(row: Row): Row & { errorRate: number | null } {
  return { ...row, errorRate: row.operations > 0 ? row.errors / row.operations : null };
}
