import type { z } from 'zod';
import type { FilterQuery, Period } from '../contract/index.js';
import { createBindings, toCondition } from '../database/conditions.js';
import { toOperationScope } from '../database/filter.js';
import type { QueryParameters, Reader } from '../database/query.js';
import { asksForSide } from '../database/terms.js';
import { toHours, toNearHours } from '../rollup/hours.js';
import type { CallSource } from './call-source.js';
import { failedAtClients, sessionsOfText, toldByServers } from './queries.js';

/** A session by the key of its operations, with the seconds since 1970 between which these lie. */
export type FoundSession = z.infer<typeof sessionsOfText.row>;

/** What is looked up before calls are counted that the rollup does not tell apart. */
export interface FoundCalls {
  /** Sessions in whose keys a free word is found. */
  sessions: readonly FoundSession[];
  /** Exchanges of calls that failed for their client only: they count as their server saw them. */
  toldByServers: readonly string[];
}

export const noneFound: FoundCalls = { sessions: [], toldByServers: [] };

/** More sessions or calls than these are not looked for one by one. */
const maximum = 1_000;

/** Undefined where there are too many: then all operations are read. */
export async function findCalls(
  reader: Reader,
  source: CallSource,
  filter: Partial<FilterQuery>,
  period: Period,
  signal?: AbortSignal,
): Promise<FoundCalls | undefined> {
  if (source.kind === 'rollup' || source.kind === 'operations') return noneFound;
  const [sessions, told] = await Promise.all([
    source.kind === 'both' ? findSessions(reader, source, signal) : [],
    asksForSide(filter) ? [] : findToldByServers(reader, filter, period, signal),
  ]);
  return sessions && told && { sessions, toldByServers: told };
}

async function findSessions(reader: Reader, { texts }: CallSource, signal?: AbortSignal): Promise<FoundSession[] | undefined> {
  const bindings = createBindings();
  const conditions = texts.map((term) => `OR ${toCondition(term, { fields: {}, text: ['session_key'] }, bindings)}`);
  const rows = await reader.rows(
    { ...sessionsOfText, fragments: { texts: { sql: conditions.join(' ') } } },
    { ...bindings.parameters, limit: maximum + 1 },
    signal,
  );
  return rows.length > maximum ? undefined : rows;
}

async function findToldByServers(
  reader: Reader,
  filter: Partial<FilterQuery>,
  period: Period,
  signal?: AbortSignal,
): Promise<string[] | undefined> {
  const { fragments, parameters } = toOperationScope(filter, period);
  const calls = await reader.rows({ ...failedAtClients, fragments }, { ...parameters, limit: maximum + 1 }, signal);
  if (calls.length > maximum) return undefined;
  if (calls.length === 0) return [];
  const exchanges = `[${calls.map(({ exchange }) => exchange).join(',')}]`;
  const near = toNearHours(calls.map(({ hour }) => hour));
  const told = await reader.rows(toldByServers, { exchanges, near_hours: near }, signal);
  return told.map(({ exchange }) => exchange);
}

/** What `tool-calls/calls-of-sessions` asks for. */
export function toSessionParameters(sessions: readonly FoundSession[], period: Period): QueryParameters {
  const hours = toHours(sessions, period);
  return { found_sessions: [...new Set(sessions.map(({ key }) => key))], found_hours: hours, found_near_hours: toNearHours(hours) };
}
