import { z } from 'zod';

/** One variable as documentation shows it; an empty default means that there is none. */
export interface VariableDescription {
  name: string;
  description: string;
  default: string;
}

const schema = z.object({
  properties: z.record(z.string(), z.object({ description: z.string(), default: z.unknown().optional() })),
});

/** Name, description and default of every variable, from the schema that validates them. */
export function describeVariables(variables: z.ZodRawShape): VariableDescription[] {
  const { properties } = schema.parse(z.toJSONSchema(z.object(variables), { io: 'input', unrepresentable: 'any' }));
  return Object.entries(properties).map(([name, property]) => ({
    name,
    description: property.description,
    default: property.default === undefined ? '' : String(property.default),
  }));
}
