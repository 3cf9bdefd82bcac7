import { sessionListQuery, sessionPage } from '../../contract/index.js';
import { readSessions } from '../../sessions/reads.js';
import { defineTool, filterInput, rowsInput } from '../mcp-tool.js';

export const listSessions = defineTool({
  name: 'list_sessions',
  title: 'Sessions',
  description: 'Sessions with activity in the period. Those with flags are worth a look: all calls failed, a loop, unusually long, lost.',
  input: filterInput.extend({
    ...sessionListQuery.pick({ status: true, flag: true, sort: true, order: true, cursor: true }).shape,
    limit: rowsInput(),
  }),
  output: sessionPage,
  run: (input, { reader, signal }) => readSessions(reader, { ...input, format: 'json' }, signal),
});
