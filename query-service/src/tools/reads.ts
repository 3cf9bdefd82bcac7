import type { FilterQuery, Period, ToolList } from '../contract/index.js';
import { toFilterParameters } from '../database/filter-parameters.js';
import type { Reader } from '../database/query.js';
import { toCallStatistics } from '../tool-calls/call-statistics.js';
import { toTable } from '../tool-calls/table.js';
import { listTools } from './queries.js';

/** Every tool that was called in the period, most calls first. */
export async function readTools(reader: Reader, filter: FilterQuery, period: Period, signal?: AbortSignal): Promise<ToolList> {
  const query = { ...listTools, fragments: toTable(filter) };
  const rows = await reader.rows(query, toFilterParameters(filter, period), signal);
  const items = rows.map(({ serviceName, name, sessions, firstSeenAt, lastSeenAt, ...statistics }) => ({
    service: serviceName,
    name,
    ...toCallStatistics(statistics),
    sessions,
    firstSeenAt,
    lastSeenAt,
  }));
  return { period, items };
}
