import { clientList } from '../../contract/index.js';
import { readClients } from '../../overview/reads.js';
import { toPeriod } from '../../period/period.js';
import { defineTool, filterInput, rowsInput } from '../mcp-tool.js';

export const listClients = defineTool({
  name: 'list_clients',
  title: 'Clients',
  description: 'MCP clients by name, version, transport and protocol version, with their error rates.',
  input: filterInput.extend({ limit: rowsInput() }),
  output: clientList,
  async run({ limit, ...filter }, { reader, signal }) {
    const { period, items } = await readClients(reader, filter, toPeriod(filter), signal);
    return { period, items: items.slice(0, limit) };
  },
});
