import { describeVariables } from '@callsight/query-service';
import { variables } from './variables.js';

export function toHelp(): string {
  const lines = describeVariables(variables).map((variable) => {
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
