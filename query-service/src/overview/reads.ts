import type { ClientList, FilterQuery, Overview, Period, ServiceList } from '../contract/index.js';
import type { Reader } from '../database/query.js';
import { newestOperation } from '../health/queries.js';
import { readSessionSummary } from '../sessions/reads.js';
import { readToolCallSummary } from '../tool-calls/reads.js';
import { listClients, listServices } from './queries.js';
import { readTraffic } from './traffic.js';

export async function readOverview(reader: Reader, filter: FilterQuery, period: Period, signal?: AbortSignal): Promise<Overview> {
  const [{ previous: sessionsBefore, ...sessions }, { previous: toolCallsBefore, ...toolCalls }, [newest]] = await Promise.all([
    readSessionSummary(reader, filter, period, signal),
    readToolCallSummary(reader, filter, period, signal),
    reader.rows(newestOperation, {}, signal),
  ]);
  return {
    period,
    sessions: withoutPeriod(sessions),
    toolCalls: withoutPeriod(toolCalls),
    previous: {
      period: sessionsBefore.period,
      sessions: withoutPeriod(sessionsBefore),
      toolCalls: withoutPeriod(toolCallsBefore),
    },
    lastOperationAt: newest?.startedAt ?? null,
  };
}

function withoutPeriod<Totals>({ period: _, ...totals }: Totals & { period: Period }): Omit<Totals & { period: Period }, 'period'> {
  return totals;
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
