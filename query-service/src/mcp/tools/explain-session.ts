import { z } from 'zod';
import { readActivity } from '../../activity/timeline.js';
import { type ActivityEntry, activityEntry, session } from '../../contract/index.js';
import { notFound } from '../../http/problems.js';
import { readSession } from '../../sessions/reads.js';
import { defineTool, toExcerpt } from '../mcp-tool.js';

const messageCharacters = 300;

const step = activityEntry
  .pick({ traceId: true, spanId: true, offsetMs: true, durationMs: true, method: true, target: true, outcome: true, state: true })
  .extend({ error: z.string().nullable() });

const output = z.object({
  session,
  steps: z.array(step).describe('What happened, in order'),
  moreSteps: z.boolean().describe('The session went on: ask with more steps'),
  failures: z.array(step).describe('The first ten operations that failed, wherever in the session'),
});

export const explainSession = defineTool({
  name: 'explain_session',
  title: 'One session',
  description: 'What one session did, step by step, what failed in it, and why it is worth a look. Steps go on with inspect_execution.',
  input: z.object({
    key: z.string().min(1).max(2_048).describe('Session key, from list_sessions or any execution'),
    steps: z.int().min(1).max(200).default(30).describe('Steps at most, from the beginning'),
  }),
  output,
  async run({ key, steps }, { reader, signal }) {
    const found = await readSession(reader, key, signal);
    if (!found) throw notFound(`Session ${key}`);
    const [all, failed] = await Promise.all([
      readActivity(reader, found, { results: 'within', format: 'json', limit: steps }, signal),
      readActivity(reader, found, { results: 'within', format: 'json', limit: 10, q: '-outcome:ok,cancelled' }, signal),
    ]);
    const failures = failed.items.filter(({ outcome }) => outcome !== null).map(toStep);
    return { session: found, steps: all.items.map(toStep), moreSteps: all.nextCursor !== null, failures };
  },
});

function toStep({ traceId, spanId, offsetMs, durationMs, method, target, outcome, state, error }: ActivityEntry): z.infer<typeof step> {
  const message = error?.message ?? error?.type ?? null;
  return {
    ...{ traceId, spanId, offsetMs, durationMs, method, target, outcome, state },
    error: message && toExcerpt(message, messageCharacters),
  };
}
