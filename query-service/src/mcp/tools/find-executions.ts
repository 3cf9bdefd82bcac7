import { toolCallListQuery, toolCallPage } from '../../contract/index.js';
import { readToolCalls } from '../../tool-calls/reads.js';
import { defineTool, filterInput, rowsInput } from '../mcp-tool.js';

export const findExecutions = defineTool({
  name: 'find_executions',
  title: 'Tool executions',
  description: 'Executions of tools that fit the filters, newest, slowest or largest first. Go on with inspect_execution.',
  input: filterInput.extend({ ...toolCallListQuery.pick({ sort: true, order: true, cursor: true }).shape, limit: rowsInput() }),
  output: toolCallPage,
  run: (input, { reader, signal }) => readToolCalls(reader, { ...input, format: 'json' }, signal),
});
