import { overview } from '../../contract/index.js';
import { readOverview } from '../../overview/reads.js';
import { toPeriod } from '../../period/period.js';
import { defineTool, filterInput } from '../mcp-tool.js';

export const getOverview = defineTool({
  name: 'get_overview',
  title: 'Overview',
  description: 'Sessions, tool calls, success rate and latency of a period, and of the period before it. Start here.',
  input: filterInput,
  output: overview,
  run: (input, { reader, signal }) => readOverview(reader, input, toPeriod(input), signal),
});
