import { z } from 'zod';
import { pipelineHealth } from '../../contract/index.js';
import { readPipelineHealth } from '../../health/reads.js';
import { defineTool } from '../mcp-tool.js';

export const checkPipeline = defineTool({
  name: 'check_pipeline',
  title: 'Health of the pipeline',
  description: 'Whether data arrives at all, how late, and what was lost on its way. Ask before you conclude that nothing happened.',
  input: z.object({}),
  output: pipelineHealth.pick({ checkedAt: true, findings: true, freshness: true, rejected: true, schema: true, versions: true }),
  async run(_input, { reader, receiver, signal }) {
    const { checkedAt, findings, freshness, rejected, schema, versions } = await readPipelineHealth(reader, await receiver(), signal);
    return { checkedAt, findings, freshness, rejected, schema, versions };
  },
});
