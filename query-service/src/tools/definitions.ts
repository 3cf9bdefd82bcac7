import type { FilterQuery, Period, ToolDetail } from '../contract/index.js';
import { toOperationScope } from '../database/filter.js';
import type { Reader } from '../database/query.js';
import { toTable } from '../tool-calls/table.js';
import { callsByDefinition, toolDefinitions } from './queries.js';

/** How the definition of a tool changed, and how the calls of the period went while each one was the newest. */
export async function readDefinitions(
  reader: Reader,
  filter: FilterQuery & { tool: string },
  period: Period,
  signal?: AbortSignal,
): Promise<ToolDetail['definitions']> {
  const definitions = await reader.rows(toolDefinitions, { tool: filter.tool }, signal);
  if (definitions.length === 0) return [];
  const starts = [...new Set(definitions.map(({ firstListedAt }) => toMicroseconds(firstListedAt)))].sort((a, b) => a - b);
  const scope = toOperationScope(filter, period);
  const calls = await reader.rows(
    { ...callsByDefinition, fragments: { ...toTable(filter), ...scope.fragments } },
    { ...scope.parameters, starts },
    signal,
  );
  return definitions.map(({ serviceName, ...definition }, index) => {
    const next = definitions[index + 1];
    const begin = toMicroseconds(definition.firstListedAt);
    const end = next?.serviceName === serviceName ? toMicroseconds(next.firstListedAt) : Number.POSITIVE_INFINITY;
    const own = calls.filter((each) => each.serviceName === serviceName && each.start >= begin && each.start < end);
    const sum = (field: 'calls' | 'failed' | 'cancelled') => own.reduce((total, each) => total + each[field], 0);
    const judged = sum('calls') - sum('cancelled');
    return {
      service: serviceName,
      ...definition,
      calls: sum('calls'),
      failed: sum('failed'),
      successRate: judged > 0 ? (judged - sum('failed')) / judged : null,
    };
  });
}

/** RFC 3339 with six digits of a second; Date keeps three. Exact up to the year 2255. */
function toMicroseconds(instant: string): number {
  const micro = /\.\d{3}(\d{3})Z$/.exec(instant)?.[1] ?? '0';
  return Date.parse(instant) * 1_000 + Number(micro);
}
