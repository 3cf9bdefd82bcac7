import type { z } from 'zod';
import {
  type FilterQuery,
  type Outcome,
  outcome,
  type Period,
  type SeriesQuery,
  type Tool,
  type ToolDetail,
  type ToolList,
} from '../contract/index.js';
import type { Reader } from '../database/query.js';
import { readTopErrors } from '../errors/reads.js';
import { toCallStatistics } from '../tool-calls/call-statistics.js';
import { type Counts, findCounts } from '../tool-calls/counts.js';
import { readSeries } from '../tool-calls/series.js';
import { readArguments } from './arguments.js';
import { readDefinitions, toCurrentDefinition } from './definitions.js';
import { listedTools, listTools, oneTool, sessionCounts, toolDefinitions } from './queries.js';
import { readToolSessions } from './tool-sessions.js';

type ToolRow = z.infer<typeof listTools.row>;

/** What calls tell of a tool. */
type CalledTool = Omit<Tool, 'definition' | 'sessions'>;

const maximumClients = 20;

/** Every tool that was called in the period, most calls first. */
export async function readTools(reader: Reader, filter: FilterQuery, period: Period, signal?: AbortSignal): Promise<ToolList> {
  const [[tools, numbers], listed] = await Promise.all([
    findCounts(reader, filter, period, signal).then((counts) =>
      Promise.all([readCalledTools(reader, counts, signal), readSessionCounts(reader, counts, signal)]),
    ),
    reader.rows(listedTools, {}, signal),
  ]);
  const called = tools.map((tool) => ({ ...tool, sessions: numbers.get(toKey({ ...tool, serviceName: tool.service })) ?? 0 }));
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
  query: SeriesQuery & { tool: string },
  period: Period,
  signal?: AbortSignal,
): Promise<ToolDetail | undefined> {
  const listed = reader.rows(toolDefinitions, { tool: query.tool }, signal);
  const ofCalls = findCounts(reader, query, period, signal).then((counts) =>
    Promise.all([
      // What asks for more, once it is answered, comes first.
      readToolSessions(reader, period, counts, signal),
      readServicesAndClients(reader, counts, signal),
      readArguments(reader, counts, signal),
      readSeries(reader, query, period, counts, signal),
      listed.then((definitions) => readDefinitions(reader, definitions, counts, signal)),
    ]),
  );
  const [[sessions, { called, clients }, ofArguments, { points, tz, bucketSeconds }, definitions], shown, errors] = await Promise.all([
    ofCalls,
    listed,
    readTopErrors(reader, { ...query, method: 'tools/call' }, period, 10, signal),
  ]);
  if (called.length === 0) return undefined;
  return {
    period,
    name: query.tool,
    items: called.map(({ serviceHash, ...tool }) => ({
      ...tool,
      sessions: sessions.numbers[serviceHash] ?? 0,
      definition: toCurrentDefinition(shown, tool.service),
    })),
    series: { tz, bucketSeconds, points },
    errors,
    ...ofArguments,
    clients,
    sessions: sessions.busiest,
    definitions,
  };
}

/** Whether a tool without calls can be one that a filter asks for: no other condition says anything of it. */
function isAskedFor({ service, tool }: FilterQuery, listed: { serviceName: string; name: string }): boolean {
  return (service === undefined || service === listed.serviceName) && (tool === undefined || tool === listed.name);
}

async function readCalledTools(reader: Reader, counts: Counts, signal?: AbortSignal): Promise<CalledTool[]> {
  const { fragments, parameters } = counts.scope();
  const rows = await reader.rows({ ...listTools, fragments }, parameters, signal);
  return rows.map(toCalledTool);
}

/** One tool by the services that have it, and the clients with the most calls of it. */
async function readServicesAndClients(
  reader: Reader,
  counts: Counts,
  signal?: AbortSignal,
): Promise<{ called: (CalledTool & { serviceHash: string })[]; clients: ToolDetail['clients'] }> {
  const { fragments, parameters } = counts.scope({ byClient: true });
  const rows = await reader.rows({ ...oneTool, fragments }, parameters, signal);
  return {
    called: rows.filter(({ ofService }) => ofService).map((row) => ({ ...toCalledTool(row), serviceHash: row.serviceHash })),
    clients: rows
      .filter(({ ofService }) => !ofService)
      .slice(0, maximumClients)
      .map(({ clientName, clientVersion, ...row }) => ({ name: clientName, version: clientVersion, ...toCallStatistics(row) })),
  };
}

async function readSessionCounts(reader: Reader, counts: Counts, signal?: AbortSignal): Promise<Map<string, number>> {
  const { fragments, parameters } = counts.scope();
  const rows = await reader.rows({ ...sessionCounts, fragments }, parameters, signal);
  return new Map(rows.map(({ sessions, ...tool }) => [toKey(tool), sessions]));
}

function toKey({ serviceName, name }: { serviceName: string; name: string }): string {
  return JSON.stringify([serviceName, name]);
}

function toCalledTool(row: ToolRow): CalledTool {
  return {
    service: row.serviceName,
    name: row.name,
    ...toCallStatistics(row),
    firstSeenAt: row.firstSeenAt,
    lastSeenAt: row.lastSeenAt,
    clients: row.clients,
    ...toTraits(row),
  };
}

function toTraits(
  row: Pick<ToolRow, 'outcomes' | 'argumentsQuantiles' | 'argumentsMax' | 'resultQuantiles' | 'resultMax'>,
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
