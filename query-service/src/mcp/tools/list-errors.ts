import { errorPage } from '../../contract/index.js';
import { readErrors } from '../../errors/reads.js';
import { defineTool, filterInput, rowsInput } from '../mcp-tool.js';

export const listErrors = defineTool({
  name: 'list_errors',
  title: 'Kinds of errors',
  description: 'Failed operations grouped by what their messages have in common, most frequent first, each with an example to inspect.',
  input: filterInput.extend({ limit: rowsInput() }),
  output: errorPage,
  run: (input, { reader, signal }) => readErrors(reader, { ...input, format: 'json' }, signal),
});
