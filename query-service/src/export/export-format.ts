/** Formats of a list that is streamed whole. */
export type ExportFormat = 'ndjson' | 'csv';

/** Media types of the formats; CSV as RFC 4180 has it, with a header. */
export const exportMediaTypes: Readonly<Record<ExportFormat, string>> = {
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
};

/** The format that a query asks for; undefined for a page of JSON. */
export function toExportFormat({ format }: Record<string, unknown>): ExportFormat | undefined {
  return format === 'ndjson' || format === 'csv' ? format : undefined;
}
