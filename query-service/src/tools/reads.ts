import type { z } from 'zod';
import { type FilterQuery, outcome, type Period, type Tool, type ToolDetail, type ToolList } from '../contract/index.js';
import { toOperationScope } from '../database/filter.js';
import type { Reader } from '../database/query.js';
import { readTopErrors } from '../errors/reads.js';
import { toCallStatistics } from '../tool-calls/call-statistics.js';
import { toCounts } from '../tool-calls/counts.js';
import { readToolCallSeries } from '../tool-calls/series.js';
import { toTable } from '../tool-calls/table.js';
import { readDefinitions } from './definitions.js';
import { argumentNames, argumentShapes, listedTools, listTools, toolClients, toolSessions, toolTraits } from './queries.js';

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
  const scope = toOperationScope(query, period);
  const fragments = { ...toTable(query), ...scope.fragments };
  const { parameters } = scope;
  const [{ items }, { points, tz, bucketSeconds }, errors, shapes, names, clients, sessions, definitions] = await Promise.all([
    readTools(reader, query, period, signal),
    readToolCallSeries(reader, query, period, signal),
    readTopErrors(reader, { ...query, method: 'tools/call' }, period, 10, signal),
    reader.rows({ ...argumentShapes, fragments }, parameters, signal),
    reader.rows({ ...argumentNames, fragments }, parameters, signal),
    reader.rows({ ...toolClients, fragments }, parameters, signal),
    reader.rows({ ...toolSessions, fragments }, parameters, signal),
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
  const counts = toCounts(filter, period);
  const scope = toOperationScope(filter, period);
  const fragments = { ...toTable(filter), ...scope.fragments };
  const [rows, traits] = await Promise.all([
    reader.rows({ ...listTools, fragments: counts.fragments }, counts.parameters, signal),
    reader.rows({ ...toolTraits, fragments }, scope.parameters, signal),
  ]);
  const byTool = new Map(traits.map((each) => [toKey(each), each]));
  return rows.map(({ serviceName, name, sessions, firstSeenAt, lastSeenAt, ...statistics }) => ({
    service: serviceName,
    name,
    ...toCallStatistics(statistics),
    sessions,
    firstSeenAt,
    lastSeenAt,
    ...toTraits(byTool.get(toKey({ serviceName, name }))),
  }));
}

function toKey({ serviceName, name }: { serviceName: string; name: string }): string {
  return JSON.stringify([serviceName, name]);
}

function toTraits(row: z.infer<typeof toolTraits.row> | undefined): Pick<Tool, 'outcomes' | 'clients' | 'argumentsSize' | 'resultSize'> {
  const [argumentsP50 = null, argumentsP95 = null] = row?.argumentsQuantiles ?? [];
  const [resultP50 = null, resultP95 = null] = row?.resultQuantiles ?? [];
  const countOf = (name: Tool['outcomes'] extends Record<infer Outcome, number> ? Outcome : never) =>
    row?.outcomes[outcome.options.indexOf(name)] ?? 0;
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
    clients: row?.clients ?? 0,
    argumentsSize: { p50: argumentsP50, p95: argumentsP95, max: row?.argumentsMax ?? null },
    resultSize: { p50: resultP50, p95: resultP95, max: row?.resultMax ?? null },
  };
}
