import { z } from 'zod';
import { errorGroup, period, tool } from '../../contract/index.js';
import { readTopErrors } from '../../errors/reads.js';
import { toPeriod } from '../../period/period.js';
import { readTools } from '../../tools/reads.js';
import { defineTool, filterInput, rowsInput } from '../mcp-tool.js';

/** Kinds of errors that are looked at for the ones of each tool. */
const errorKinds = 50;
const errorsOfATool = 3;

const output = z.object({
  period,
  items: z
    .array(
      z.object({
        ...tool.pick({ service: true, name: true, calls: true, failed: true, successRate: true, p95Ms: true, outcomes: true }).shape,
        errors: z
          .array(errorGroup.pick({ fingerprint: true, message: true, outcome: true, count: true, example: true }))
          .describe('Its most frequent kinds of errors, each with an example for inspect_execution'),
      }),
    )
    .describe('Most failures first'),
});

export const findFailingTools = defineTool({
  name: 'find_failing_tools',
  title: 'Failing tools',
  description: 'Which tools fail, how often, and with which errors. Each kind of error has an example to inspect.',
  input: filterInput.omit({ outcome: true }).extend({ limit: rowsInput() }),
  output,
  async run({ limit, ...filter }, { reader, signal }) {
    const period = toPeriod(filter);
    const [tools, errors] = await Promise.all([
      readTools(reader, filter, period, signal),
      readTopErrors(reader, { ...filter, method: 'tools/call' }, period, errorKinds, signal),
    ]);
    const failing = tools.items.filter(({ failed }) => failed > 0).sort((a, b) => b.failed - a.failed);
    const items = failing.slice(0, limit).map(({ service, name, calls, failed, successRate, p95Ms, outcomes }) => ({
      ...{ service, name, calls, failed, successRate, p95Ms, outcomes },
      errors: errors
        .filter((error) => error.tools.includes(name) && error.services.includes(service))
        .slice(0, errorsOfATool)
        .map(({ fingerprint, message, outcome, count, example }) => ({ fingerprint, message, outcome, count, example })),
    }));
    return { period, items };
  },
});
