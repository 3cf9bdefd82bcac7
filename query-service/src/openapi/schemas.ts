import { z } from 'zod';
import * as contract from '../contract/index.js';

type JsonSchema = Record<string, unknown>;

/** The contract’s objects by their names in the document: `Session`, `ToolCallSummary`, … */
const named = new Map(
  Object.entries(contract).flatMap(([name, schema]) =>
    schema instanceof z.ZodObject && !name.endsWith('Query') ? [[`${name.charAt(0).toUpperCase()}${name.slice(1)}`, schema] as const] : [],
  ),
);

/** The JSON Schema of a value; objects of the contract within it stand as references to the document’s components. */
export function toSchema(schema: z.ZodType, io: 'input' | 'output' = 'output'): JsonSchema {
  const name = findName(schema);
  return name !== undefined && io === 'output' ? toReference(name) : convert(schema, io);
}

/** The schemas of the contract’s objects, for the document’s components. */
export function toComponents(): Record<string, JsonSchema> {
  return Object.fromEntries([...named].map(([name, schema]) => [name, convert(schema, 'output')]));
}

function findName(schema: unknown): string | undefined {
  return [...named].find(([, each]) => Object.is(each, schema))?.[0];
}

function toReference(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

function convert(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema, ...converted } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      const name = Object.is(zodSchema, schema) || io === 'input' ? undefined : findName(zodSchema);
      if (name === undefined) return;
      const { description } = jsonSchema;
      for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
      Object.assign(jsonSchema, toReference(name), description === undefined ? {} : { description });
    },
  });
  return converted;
}
