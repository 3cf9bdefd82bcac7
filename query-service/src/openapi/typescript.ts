import { z } from 'zod';
import type { describeApi } from './document.js';

/** The part of JSON Schema that zod writes for this contract. */
const jsonSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    enum: z.array(z.union([z.string(), z.number()])).optional(),
    const: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
    anyOf: z.array(jsonSchema).optional(),
    items: jsonSchema.optional(),
    properties: z.record(z.string(), jsonSchema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), jsonSchema]).optional(),
    description: z.string().optional(),
  }),
);

interface JsonSchema {
  $ref?: string | undefined;
  type?: string | string[] | undefined;
  enum?: (string | number)[] | undefined;
  const?: string | number | boolean | null | undefined;
  anyOf?: JsonSchema[] | undefined;
  items?: JsonSchema | undefined;
  properties?: Record<string, JsonSchema> | undefined;
  required?: string[] | undefined;
  additionalProperties?: boolean | JsonSchema | undefined;
  description?: string | undefined;
}

const operation = z.object({
  summary: z.string(),
  parameters: z.array(z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']), schema: jsonSchema })).optional(),
  responses: z.object({ 200: z.object({ content: z.object({ 'application/json': z.object({ schema: jsonSchema }).optional() }) }) }),
});

/** The document as TypeScript: an interface for each schema, and one that tells of each path what it takes and answers. */
export function toTypeScript(document: ReturnType<typeof describeApi>): string {
  const schemas = Object.entries(z.record(z.string(), jsonSchema).parse(document.components.schemas));
  const paths = Object.entries(document.paths).flatMap(([path, item]) => {
    const parsed = operation.safeParse('get' in item ? item.get : undefined);
    const answer = parsed.data?.responses[200].content['application/json']?.schema;
    return parsed.success && answer ? [toPath(path, parsed.data, answer)] : [];
  });
  return `// Written by \`npm run generate\` from the schemas that validate the API.

${schemas.map(([name, schema]) => `${toComment(schema.description)}export interface ${name} ${toType(schema)}`).join('\n\n')}

/** Every path that is read with GET: what it takes in the path and the query, and what it answers. */
export interface Api {
${paths.join('\n')}
}
`;
}

function toPath(path: string, { summary, parameters = [] }: z.infer<typeof operation>, answer: JsonSchema): string {
  const of = (place: string) =>
    parameters
      .filter((parameter) => parameter.in === place)
      .map(({ name, schema }) => `${toKey(name)}${place === 'path' ? '' : '?'}: ${toType(schema)}`);
  const toObject = (fields: string[]) => (fields.length === 0 ? 'Record<never, never>' : `{ ${fields.join('; ')} }`);
  return `${toComment(summary)}'${path}': { parameters: ${toObject(of('path'))}; query: ${toObject(of('query'))}; answer: ${toType(answer)} };`;
}

function toType(schema: JsonSchema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? 'unknown';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (Array.isArray(schema.type)) return schema.type.map((type) => toType({ ...schema, type })).join(' | ');
  if (schema.anyOf) return schema.anyOf.map(toType).join(' | ');
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  if (schema.type === 'array') return `(${toType(schema.items ?? {})})[]`;
  if (schema.type !== 'object') return schema.type ?? 'unknown';
  if (!schema.properties)
    return `Record<string, ${typeof schema.additionalProperties === 'object' ? toType(schema.additionalProperties) : 'unknown'}>`;
  const fields = Object.entries(schema.properties).map(
    ([name, value]) => `${toComment(value.description)}${toKey(name)}${schema.required?.includes(name) ? '' : '?'}: ${toType(value)};`,
  );
  return `{ ${fields.join('\n')} }`;
}

function toKey(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
}

function toComment(text: string | undefined): string {
  return text === undefined ? '' : `\n/** ${text.replaceAll('*/', '* /')} */\n`;
}
