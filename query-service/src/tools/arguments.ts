import type { ToolDetail } from '../contract/index.js';
import type { Reader } from '../database/query.js';
import { toCallStatistics } from '../tool-calls/call-statistics.js';
import type { Counts } from '../tool-calls/counts.js';
import { argumentShapes } from './queries.js';

const maximumShapes = 20;
const maximumNames = 100;

/** Shapes of the arguments of calls, and what is in them by name and type, most calls first. */
export async function readArguments(
  reader: Reader,
  counts: Counts,
  signal?: AbortSignal,
): Promise<Pick<ToolDetail, 'argumentShapes' | 'argumentNames'>> {
  const { fragments, parameters } = counts.scope();
  const shapes = await reader.rows({ ...argumentShapes, fragments }, parameters, signal);
  const byName = new Map<string, ToolDetail['argumentNames'][number]>();
  for (const shape of shapes) {
    for (const [name, type] of shape.arguments) {
      const key = JSON.stringify([name, type]);
      const { calls, failed } = byName.get(key) ?? { calls: 0, failed: 0 };
      byName.set(key, { name, type, calls: calls + shape.calls, failed: failed + shape.failed });
    }
  }
  return {
    argumentShapes: shapes.slice(0, maximumShapes).map(({ shape, arguments: _, ...row }) => ({ shape, ...toCallStatistics(row) })),
    argumentNames: [...byName.values()]
      .sort((a, b) => b.calls - a.calls || compare(a.name, b.name) || compare(a.type, b.type))
      .slice(0, maximumNames),
  };
}

function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
