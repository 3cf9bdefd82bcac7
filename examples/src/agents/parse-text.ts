import type { z } from 'zod';

/** What the JSON text of a tool's result says, or undefined when it is not of the expected form. */
export function parseText<T>(schema: z.ZodType<T>, text: string | undefined): T | undefined {
  if (text === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
