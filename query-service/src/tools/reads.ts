import type { z } from 'zod';
import { type FilterQuery, type Outcome, outcome, type Period, type Tool, type ToolDetail, type ToolList } from '../contract/index.js';
import type { Reader } from '../database/query.js';
import { readTopErrors } from '../errors/reads.js';
import { planRollup } from '../rollup/plan.js';
import { toCallStatistics } from '../tool-calls/call-statistics.js';
import { toCounts } from '../tool-calls/counts.js';
import { readToolCallSeries } from '../tool-calls/series.js';
import { readDefinitions } from './definitions.js';
import { argumentNames, argumentShapes, busiestSessions, listedTools, listTools, sessionKeys, toolClients } from './queries.js';

/** Every tool that was called in the period, most calls first. */
export async function readTools(reader: Reader, filter: FilterQuery, period: Period, signal?: AbortSignal): Promise<ToolList> {
  const [called, listed] = await Promise.all([readCalledTools(reader, filter, period, signal), reader.rows(listedTools, {}, signal)]);
  const definitions = new Map(listed.map(({ serviceName, name, listedAt, ...definition }) => [toKey({ serviceName, name }), definition]));
  const items = called.map((tool) => ({ ...tool, definition: definitions.get(toKey({ ...tool, serviceName: tool.service })) ?? null }));
  const names = new Set(called.map((tool) => toKey({ ...tool, serviceName: tool.service })));
  const neverCalled = listed
    .filter((each) => !names.has(toKey(each)) && isAskedFor(filter, each))
    .map(({ serviceName, name, listedAt, ...definition }) => ({ service: serviceName, name, definition, listedAt }))
    .sort((a, b) => b.definition.tokens - a.definition.tokens);
  return { period, items, neverCalled };
}

/** One tool from every side; undefined where the period has no call of it. */
export async function readTool(
  reader: Reader,
  query: FilterQuery & { tool: string; tz: string; buckets: number },
  period: Period,
  signal?: AbortSignal,
): Promise<ToolDetail | undefined> {
  const { fragments, parameters } = await planRollup(reader, toCounts(query, period, { byClient: true }), signal);
  const [{ items }, { points, tz, bucketSeconds }, errors, shapes, names, clients, sessions, definitions] = await Promise.all([
    readTools(reader, query, period, signal),
    readToolCallSeries(reader, query, period, signal),
    readTopErrors(reader, { ...query, method: 'tools/call' }, period, 10, signal),
    reader.rows({ ...argumentShapes, fragments }, parameters, signal),
    reader.rows({ ...argumentNames, fragments }, parameters, signal),
    reader.rows({ ...toolClients, fragments }, parameters, signal),
    readBusiestSessions(reader, query, period, signal),
    readDefinitions(reader, query, period, signal),
  ]);
  if (items.length === 0) return undefined;
  return {
    period,
    name: query.tool,
    items,
    series: { tz, bucketSeconds, points },
    errors,
    argumentShapes: shapes.map(({ shape, ...row }) => ({ shape, ...toCallStatistics(row) })),
    argumentNames: names,
    clients: clients.map(({ name, version, ...row }) => ({ name, version, ...toCallStatistics(row) })),
    sessions,
    definitions,
  };
}

/** Whether a tool without calls can be one that a filter asks for: no other condition says anything of it. */
function isAskedFor({ service, tool }: FilterQuery, listed: { serviceName: string; name: string }): boolean {
  return (service === undefined || service === listed.serviceName) && (tool === undefined || tool === listed.name);
}

async function readCalledTools(
  reader: Reader,
  filter: FilterQuery,
  period: Period,
  signal?: AbortSignal,
): Promise<Omit<Tool, 'definition'>[]> {
  const { fragments, parameters } = await planRollup(reader, toCounts(filter, period), signal);
  const rows = await reader.rows({ ...listTools, fragments }, parameters, signal);
  return rows.map(({ serviceName, name, ...row }) => ({
    service: serviceName,
    name,
    ...toCallStatistics(row),
    sessions: row.sessions,
    firstSeenAt: row.firstSeenAt,
    lastSeenAt: row.lastSeenAt,
    clients: row.clients,
    ...toTraits(row),
  }));
}

/** The ten sessions with the most calls of a tool. */
async function readBusiestSessions(
  reader: Reader,
  filter: FilterQuery,
  period: Period,
  signal?: AbortSignal,
): Promise<ToolDetail['sessions']> {
  const { fragments, parameters } = await planRollup(reader, toCounts(filter, period), signal);
  const busiest = await reader.rows({ ...busiestSessions, fragments }, parameters, signal);
  const ids = busiest.map(({ id }) => id);
  const keys = await reader.rows({ ...sessionKeys, fragments }, { ...parameters, ids }, signal);
  const byId = new Map(keys.map(({ id, ...session }) => [id, session]));
  return busiest
    .flatMap(({ id, calls, failed }) => {
      const session = byId.get(id);
      return session ? [{ key: session.key, calls, failed, lastCallAt: session.lastCallAt }] : [];
    })
    .sort((a, b) => b.calls - a.calls || (a.key < b.key ? -1 : 1));
}

function toKey({ serviceName, name }: { serviceName: string; name: string }): string {
  return JSON.stringify([serviceName, name]);
}

function toTraits(
  row: Pick<z.infer<typeof listTools.row>, 'outcomes' | 'argumentsQuantiles' | 'argumentsMax' | 'resultQuantiles' | 'resultMax'>,
): Pick<Tool, 'outcomes' | 'argumentsSize' | 'resultSize'> {
  const [argumentsP50, argumentsP95] = row.argumentsQuantiles;
  const [resultP50, resultP95] = row.resultQuantiles;
  const countOf = (name: Outcome) => row.outcomes[outcome.options.indexOf(name)] ?? 0;
  return {
    outcomes: {
      ok: countOf('ok'),
      tool_error: countOf('tool_error'),
      invalid_request: countOf('invalid_request'),
      server_error: countOf('server_error'),
      cancelled: countOf('cancelled'),
      timeout: countOf('timeout'),
      lost: countOf('lost'),
    },
    argumentsSize: { p50: argumentsP50, p95: argumentsP95, max: row.argumentsMax },
    resultSize: { p50: resultP50, p95: resultP95, max: row.resultMax },
  };
}
