import type { z } from 'zod';
import type { Tool, ToolDetail } from '../contract/index.js';
import type { Reader } from '../database/query.js';
import type { Counts } from '../tool-calls/counts.js';
import { callsByDefinition, type toolDefinitions } from './queries.js';

type DefinitionRow = z.infer<typeof toolDefinitions.row>;

const maximum = 100;

/** The definition of a tool that callers of a service are shown now. */
export function toCurrentDefinition(definitions: readonly DefinitionRow[], service: string): Tool['definition'] {
  const [newest] = definitions
    .filter(({ serviceName, current }) => current && serviceName === service)
    .sort((a, b) => toMicroseconds(b.lastListedAt) - toMicroseconds(a.lastListedAt));
  return newest ? { hash: newest.hash, bytes: newest.bytes, tokens: newest.tokens } : null;
}

/** How the definition of a tool changed, and how the calls of the period went while each one was the newest. */
export async function readDefinitions(
  reader: Reader,
  listed: readonly DefinitionRow[],
  counts: Counts,
  signal?: AbortSignal,
): Promise<ToolDetail['definitions']> {
  const definitions = listed.slice(0, maximum);
  if (definitions.length === 0) return [];
  const starts = [...new Set(definitions.map(({ firstListedAt }) => toMicroseconds(firstListedAt)))].sort((a, b) => a - b);
  const { fragments, parameters } = counts.scope({ starts: starts.map((start) => start / 1e6) });
  const calls = await reader.rows({ ...callsByDefinition, fragments }, { ...parameters, starts }, signal);
  return definitions.map(({ serviceName, current: _, ...definition }, index) => {
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
