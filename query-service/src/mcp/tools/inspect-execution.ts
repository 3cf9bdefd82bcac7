import { z } from 'zod';
import { operationPath } from '../../activity/endpoints.js';
import { readOperation } from '../../activity/reads.js';
import { showContent } from '../../audit/show-content.js';
import { type Content, operationDetail } from '../../contract/index.js';
import { notFound } from '../../http/problems.js';
import { defineTool, toExcerpt } from '../mcp-tool.js';

const spans = 30;
const logs = 10;

export const inspectExecution = defineTool({
  name: 'inspect_execution',
  title: 'One execution',
  description:
    'One operation with its input, output and error, the spans of its trace and its logs. Input and output are there where the server captures them and this token may see them; their sizes and shapes always.',
  input: operationPath.extend({
    characters: z.int().min(0).max(16_384).default(2_000).describe('Characters at most of the input, and of the output'),
  }),
  output: operationDetail.extend({
    trace: operationDetail.shape.trace.describe(`Spans of its trace, by start; the first ${spans}`),
    logs: operationDetail.shape.logs.describe(`Log records of its trace; the first ${logs}`),
  }),
  async run({ characters, ...ids }, context) {
    const found = await readOperation(context.reader, ids, context.signal);
    if (!found) throw notFound(`Operation ${ids.traceId}/${ids.spanId}`);
    const shown = await showContent(found, context);
    const cut = (content: Content) => ({ ...content, value: content.value && toExcerpt(content.value, characters) });
    return {
      ...shown,
      arguments: cut(shown.arguments),
      result: cut(shown.result),
      trace: shown.trace.slice(0, spans),
      logs: shown.logs.slice(0, logs),
    };
  },
});
