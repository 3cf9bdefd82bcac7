import { describeVariables } from '@callsight/query-service';
import { variables } from './variables.js';

export function toHelp(): string {
  const lines = describeVariables(variables).map((variable) => {
    const fallback = variable.default === '' ? '' : ` (default ${variable.default})`;
    return `  ${variable.name.padEnd(34)}${variable.description}${fallback}`;
  });
  return [
    'Usage: callsight',
    '       callsight backup DIRECTORY    copies the data into a new directory, also while callsight runs',
    '       callsight restore DIRECTORY   fills a new data directory from such a copy',
    '',
    'Shows every session and every tool call of your MCP servers.',
    '',
    'Environment variables:',
    ...lines,
  ].join('\n');
}
