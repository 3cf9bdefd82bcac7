import type { ExportColumn } from './export-columns.js';

/** One record as RFC 4180 has it, with its line end. */
export function toCsvRecord(values: readonly unknown[]): string {
  return `${values.map(toCsvField).join(',')}\r\n`;
}

/** The value of each column of a row; null where a parent is null. */
export function toCsvValues(columns: readonly ExportColumn[], row: unknown): unknown[] {
  return columns.map(({ path }) => path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : null), row));
}

function toCsvField(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = defuse(typeof value === 'string' ? value : JSON.stringify(value));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Spreadsheets run a text that starts like a formula: an apostrophe before it makes it text (OWASP, CSV injection). */
function defuse(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
