import { z } from 'zod';
import { callStatistics, period, sessionTotals, type Tool, timeExpression } from '../../contract/index.js';
import { toPeriod, toPreviousPeriod } from '../../period/period.js';
import { readSessionTotals } from '../../sessions/reads.js';
import { readCallStatistics } from '../../tool-calls/reads.js';
import { readTools } from '../../tools/reads.js';
import { defineTool, filterInput, rowsInput } from '../mcp-tool.js';

const side = z.object({ period, sessions: sessionTotals, toolCalls: callStatistics });
const numbers = callStatistics.pick({ calls: true, failed: true, successRate: true, p95Ms: true });

const output = z.object({
  now: side,
  before: side,
  tools: z
    .array(z.object({ service: z.string(), name: z.string(), now: numbers.nullable(), before: numbers.nullable() }))
    .describe('Tools that changed, the largest change of failures first, then of calls; null where a period has no call of it'),
});

export const comparePeriods = defineTool({
  name: 'compare_periods',
  title: 'Two periods compared',
  description:
    'What changed between two periods: sessions, calls, failures and latency, in all and tool by tool. By default with the period before.',
  input: filterInput.extend({
    beforeFrom: timeExpression.optional().describe('Start of the period to compare with; without it, the period just before'),
    beforeTo: timeExpression.optional().describe('End of the period to compare with'),
    limit: rowsInput(),
  }),
  output,
  async run({ beforeFrom, beforeTo, limit, ...filter }, { reader, signal }) {
    const now = toPeriod(filter);
    const before = beforeFrom === undefined ? toPreviousPeriod(now) : toPeriod({ from: beforeFrom, to: beforeTo ?? now.from });
    const [ofNow, ofBefore] = await Promise.all(
      [now, before].map(async (each) => {
        const [[sessions], toolCalls, tools] = await Promise.all([
          readSessionTotals(reader, filter, [each], signal),
          readCallStatistics(reader, filter, each, signal),
          readTools(reader, filter, each, signal),
        ]);
        return { totals: { period: each, sessions, toolCalls }, tools: tools.items };
      }),
    );
    if (!ofNow || !ofBefore) throw new Error('expected the answers of two periods');
    return { now: ofNow.totals, before: ofBefore.totals, tools: toChanges(ofNow.tools, ofBefore.tools).slice(0, limit) };
  },
});

function toChanges(now: readonly Tool[], before: readonly Tool[]): z.infer<typeof output>['tools'] {
  const toKey = ({ service, name }: Tool) => JSON.stringify([service, name]);
  const byKey = { now: new Map(now.map((tool) => [toKey(tool), tool])), before: new Map(before.map((tool) => [toKey(tool), tool])) };
  const keys = new Map([...now, ...before].map((tool) => [toKey(tool), tool]));
  const changes = [...keys].map(([key, { service, name }]) => {
    const [ofNow, ofBefore] = [byKey.now.get(key), byKey.before.get(key)];
    return { service, name, now: toNumbers(ofNow), before: toNumbers(ofBefore) };
  });
  const change = (of: 'failed' | 'calls') => (each: (typeof changes)[number]) => Math.abs((each.now?.[of] ?? 0) - (each.before?.[of] ?? 0));
  return changes
    .filter((each) => change('calls')(each) > 0 || change('failed')(each) > 0)
    .sort((a, b) => change('failed')(b) - change('failed')(a) || change('calls')(b) - change('calls')(a));
}

function toNumbers(tool: Tool | undefined): z.infer<typeof numbers> | null {
  return tool ? { calls: tool.calls, failed: tool.failed, successRate: tool.successRate, p95Ms: tool.p95Ms } : null;
}
