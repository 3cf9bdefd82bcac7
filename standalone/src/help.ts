import { z } from 'zod';
import { variables } from './variables.js';

const schema = z.object({
  properties: z.record(z.string(), z.object({ description: z.string(), default: z.unknown().optional() })),
});

/** Name, description and default of every variable, from the schema that validates them. */
export function describeVariables(): { name: string; description: string; default: string }[] {
  const { properties } = schema.parse(z.toJSONSchema(z.object(variables), { io: 'input', unrepresentable: 'any' }));
  return Object.entries(properties).map(([name, property]) => ({
    name,
    description: property.description,
    default: property.default === undefined ? '' : String(property.default),
  }));
}

export function toHelp(): string {
  const lines = describeVariables().map((variable) => {
    const fallback = variable.default === '' ? '' : ` (default ${variable.default})`;
    return `  ${variable.name.padEnd(34)}${variable.description}${fallback}`;
  });
  return [
    'Usage: callsight',
    '',
    'Shows every session and every tool call of your MCP servers.',
    '',
    'Environment variables:',
    ...lines,
  ].join('\n');
}
