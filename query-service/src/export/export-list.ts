import { once } from 'node:events';
import type { Response } from 'express';
import { z } from 'zod';
import type { Endpoint, RequestContext } from '../http/endpoint.js';
import { toCsvRecord, toCsvValues } from './csv.js';
import { type ExportColumn, toExportColumns, toRowSchema } from './export-columns.js';
import { type ExportFormat, exportMediaTypes } from './export-format.js';

/** Rows that are in memory at a time, where they are read page by page. */
const rowsAtOnce = 5_000;

const page = z.looseObject({ items: z.array(z.unknown()), nextCursor: z.string().nullable().optional() });

interface Input {
  parameters: unknown;
  query: Record<string, unknown>;
}

/**
 * Streams every row of a list as fast as the client reads, part after part: while one is sent, the next is asked for. A failure after the
 * first part breaks the connection: a whole answer is a whole list.
 */
export async function exportList(
  endpoint: Endpoint,
  input: Input,
  format: ExportFormat,
  context: RequestContext,
  response: Response,
): Promise<void> {
  const columns = toColumns(endpoint);
  const parts = (endpoint.exportText?.(input, format, context) ?? readPages(endpoint, input, { format, columns }, context))[
    Symbol.asyncIterator
  ]();
  let current = await parts.next();
  response.setHeader('Content-Type', exportMediaTypes[format]);
  response.setHeader('Content-Disposition', `attachment; filename="${endpoint.name}.${format}"`);
  response.setHeader('Cache-Control', 'no-store');
  if (format === 'csv') response.write(toCsvRecord(columns.map(({ name }) => name)));
  while (!current.done) {
    const next = parts.next();
    // What fails while the part before it is sent is told below.
    next.catch(() => {});
    await send(current.value, response, context.signal);
    current = await next;
  }
  response.end();
}

async function send(text: string | AsyncIterable<Uint8Array>, response: Response, signal: AbortSignal): Promise<void> {
  for await (const chunk of typeof text === 'string' ? [text] : text) {
    if (!response.write(chunk)) await once(response, 'drain', { signal });
  }
}

function toColumns(endpoint: Endpoint): ExportColumn[] {
  const row = toRowSchema(endpoint.response);
  if (!row) throw new Error(`${endpoint.name}: expected an answer with items to export`);
  return toExportColumns(row);
}

async function* readPages(
  endpoint: Endpoint,
  { parameters, query }: Input,
  { format, columns }: { format: ExportFormat; columns: readonly ExportColumn[] },
  context: RequestContext,
): AsyncGenerator<string> {
  const toText = (item: unknown) => (format === 'csv' ? toCsvRecord(toCsvValues(columns, item)) : `${JSON.stringify(item)}\n`);
  for (let cursor: string | undefined | null; cursor !== null; ) {
    const { items, nextCursor = null } = page.parse(
      await endpoint.handle({ parameters, query: { ...query, limit: rowsAtOnce, cursor: cursor ?? undefined } }, context),
    );
    if (items.length > 0) yield items.map(toText).join('');
    cursor = nextCursor;
  }
}
