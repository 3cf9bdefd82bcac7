import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { z } from 'zod';
import type { Endpoint, RequestContext } from '../http/endpoint.js';
import { toCsvRecord, toCsvValues } from './csv.js';
import { toExportColumns, toRowSchema } from './export-columns.js';

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

/** Rows that are in memory at a time. */
const rowsAtOnce = 5_000;

const page = z.looseObject({ items: z.array(z.unknown()), nextCursor: z.string().nullable().optional() });

/**
 * Streams every row of a list, page after page, as fast as the client reads. A failure after the first page breaks the
 * connection: a whole answer is a whole list.
 */
export async function exportList(
  endpoint: Endpoint,
  input: { parameters: unknown; query: Record<string, unknown> },
  format: ExportFormat,
  context: RequestContext,
  response: Response,
): Promise<void> {
  const readPage = async (cursor: string | undefined) => {
    const query = { ...input.query, limit: rowsAtOnce, cursor };
    return page.parse(await endpoint.handle({ parameters: input.parameters, query }, context));
  };
  const first = await readPage(undefined);
  response.setHeader('Content-Type', exportMediaTypes[format]);
  response.setHeader('Content-Disposition', `attachment; filename="${endpoint.name}.${format}"`);
  response.setHeader('Cache-Control', 'no-store');
  await pipeline(Readable.from(toText(endpoint, format, toPages(first, readPage)), { objectMode: false }), response, {
    signal: context.signal,
  });
}

type Page = z.infer<typeof page>;

async function* toPages(first: Page, readPage: (cursor: string) => Promise<Page>): AsyncGenerator<unknown[]> {
  for (let next = first; ; ) {
    yield next.items;
    if (!next.nextCursor) return;
    next = await readPage(next.nextCursor);
  }
}

async function* toText(endpoint: Endpoint, format: ExportFormat, pages: AsyncIterable<unknown[]>): AsyncGenerator<string> {
  const row = toRowSchema(endpoint.response);
  if (!row) throw new Error(`${endpoint.name}: expected an answer with items to export`);
  const columns = toExportColumns(row);
  if (format === 'csv') yield toCsvRecord(columns.map(({ name }) => name));
  for await (const items of pages) {
    yield items.map((item) => (format === 'csv' ? toCsvRecord(toCsvValues(columns, item)) : `${JSON.stringify(item)}\n`)).join('');
  }
}
