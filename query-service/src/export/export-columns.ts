import { z } from 'zod';

/** One column of a table made of nested rows: its name, such as `error.message`, and the keys that lead to its value. */
export interface ExportColumn {
  name: string;
  path: readonly string[];
}

/** Columns of rows of a schema, in its order: objects are laid flat, lists and records stay whole. */
export function toExportColumns(schema: z.ZodType, path: readonly string[] = []): ExportColumn[] {
  const inner = schema instanceof z.ZodNullable ? schema.unwrap() : schema;
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape).flatMap(([name, value]) => toExportColumns(value as z.ZodType, [...path, name]));
  }
  return [{ name: path.join('.'), path }];
}

/** The schema of a list's rows; undefined where the answer is no list. */
export function toRowSchema(response: z.ZodType): z.ZodType | undefined {
  const items = response instanceof z.ZodObject ? response.shape.items : undefined;
  return items instanceof z.ZodArray ? (items.element as z.ZodType) : undefined;
}
