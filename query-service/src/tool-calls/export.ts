import type { Readable } from 'node:stream';
import type { ToolCallListQuery } from '../contract/index.js';
import { toEngineTime } from '../database/engine-time.js';
import { toOperationScope } from '../database/filter.js';
import type { Reader } from '../database/query.js';
import type { ExportFormat } from '../export/export-format.js';
import { toWindows } from '../export/windows.js';
import { toPeriod } from '../period/period.js';
import { exportDays, exportSlots, exportToolCalls } from './queries.js';
import { toTable } from './table.js';

const formats = {
  ndjson: { text: 'JSONEachRow', columns: 'export/operation-as-json', with: { sql: '' } },
  csv: { text: 'CSV', columns: 'export/operation-as-csv', with: 'export/defused' },
} as const;

const daySeconds = 86_400;

/**
 * Every tool call that fits the query, formatted by the engine, window after window of time. Undefined for orders that time does not
 * follow: those are read page by page.
 */
export function exportCalls(
  reader: Reader,
  query: ToolCallListQuery,
  format: ExportFormat,
  signal: AbortSignal,
): AsyncGenerator<Readable> | undefined {
  return query.sort === 'started' ? readWindows(reader, query, format, signal) : undefined;
}

async function* readWindows(reader: Reader, query: ToolCallListQuery, format: ExportFormat, signal: AbortSignal): AsyncGenerator<Readable> {
  const { text, ...parts } = formats[format];
  const period = toPeriod(query);
  const scope = toOperationScope(query, period);
  const direction = query.order === 'asc' ? 'ASC' : 'DESC';
  const order = { sql: `ORDER BY startedAt ${direction}, traceId ${direction}, spanId ${direction}` };
  const fragments = { ...toTable(query), ...scope.fragments };
  const within = ({ from, to }: { from: string; to: string }) => ({ ...scope.parameters, from: toEngineTime(from), to: toEngineTime(to) });
  const windows = toWindows(period, query.order, (part, slot) =>
    // Days are counted without the filter: that is quick, and the hours of one day are counted with it while the day before is sent.
    slot === daySeconds
      ? reader.rows(exportDays, within(part), signal)
      : reader.rows({ ...exportSlots, fragments }, { ...within(part), slot }, signal),
  );
  for await (const window of windows) {
    yield reader.text({ ...exportToolCalls, fragments: { ...fragments, ...parts, order } }, within(window), text, signal);
  }
}
