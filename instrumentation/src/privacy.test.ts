import { SpanKind } from '@opentelemetry/api';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { McpInstrumentationConfig } from './instrumentation.js';
import { connectPair } from './testing/pair.js';
import { only, startOpenTelemetry, takeSpans } from './testing/spans.js';

beforeAll(startOpenTelemetry);
beforeEach(() => {
  takeSpans();
});

async function callWith(config: McpInstrumentationConfig, name: string, args: Record<string, unknown>) {
  const pair = await connectPair({ observe: { server: true }, config });
  await pair.client.callTool({ name, arguments: args });
  await pair.close();
  return only(takeSpans(), `tools/call ${name}`, SpanKind.SERVER);
}

// SPAN-12
it('lets no content leave by default', async () => {
  const { attributes } = await callWith({}, 'echo', { message: 'the sesame' });
  expect(JSON.stringify(attributes)).not.toContain('sesame');
});

// SPAN-12, SPAN-14
it('captures all content, redacted', async () => {
  const { attributes } = await callWith({ capture: 'all' }, 'echo', { message: 'say password=sesame to me' });
  expect(attributes).toMatchObject({
    'gen_ai.tool.call.arguments': '{"message":"say password=\\"[REDACTED]\\" to me"}',
    'gen_ai.tool.call.result': '{"content":[{"type":"text","text":"say password=\\"[REDACTED]\\" to me"}]}',
  });
});

it('captures the content of failed operations only', async () => {
  const failed = await callWith({ capture: 'errors' }, 'fail', {});
  expect(failed.attributes).toMatchObject({
    'gen_ai.tool.call.arguments': '{}',
    'gen_ai.tool.call.result': expect.stringContaining('the disk'),
  });
  expect(failed.status.message).toBe('the disk at /home/alice is full');
  const succeeded = await callWith({ capture: 'errors' }, 'echo', { message: 'x' });
  expect(succeeded.attributes).not.toHaveProperty('gen_ai.tool.call.arguments');
  expect(succeeded.attributes).not.toHaveProperty('gen_ai.tool.call.result');
});

it('cuts content to the limit, and keeps its size', async () => {
  const message = 'long '.repeat(1_000);
  const { attributes } = await callWith({ capture: 'all', contentLimit: 512 }, 'echo', { message });
  expect(attributes).toMatchObject({
    'callsight.arguments.truncated': true,
    'callsight.arguments.size': JSON.stringify({ message }).length,
    'callsight.result.truncated': true,
  });
  expect(JSON.parse(String(attributes['gen_ai.tool.call.arguments'])).message).toMatch(/^(long )+.*…$/);
});

it('names the content of other methods by our own attributes', async () => {
  const pair = await connectPair({ observe: { server: true }, config: { capture: 'all' } });
  await pair.client.readResource({ uri: 'note://one' });
  const { attributes } = only(takeSpans(), 'resources/read', SpanKind.SERVER);
  expect(attributes).toMatchObject({
    'callsight.arguments': '{"uri":"note://one"}',
    'callsight.result': '{"contents":[{"uri":"note://one","text":"a note"}]}',
  });
  await pair.close();
});

// SPAN-13
it('tells the arguments of a prompt one by one, redacted and within the limit', async () => {
  const given = { who: 'Ada, password=sesame', token: 'abc', long: 'long '.repeat(1_000) };
  const pair = await connectPair({ config: { capture: 'all', contentLimit: 512 } });
  await pair.client.getPrompt({ name: 'greet', arguments: given });
  const spans = takeSpans();
  for (const kind of [SpanKind.SERVER, SpanKind.CLIENT]) {
    const { attributes } = only(spans, 'prompts/get greet', kind);
    const told = JSON.parse(String(attributes['callsight.arguments']));
    expect(told.long).toMatch(/^(long )+.*…$/);
    expect(attributes).toMatchObject({
      'gen_ai.prompt.variable.who': 'Ada, password="[REDACTED]"',
      'gen_ai.prompt.variable.token': '[REDACTED]',
      'gen_ai.prompt.variable.long': told.long,
    });
  }
  await pair.close();
});

// SPAN-13
it('tells no argument of a prompt unless asked to', async () => {
  const pair = await connectPair();
  await pair.client.getPrompt({ name: 'greet', arguments: { who: 'Ada' } });
  for (const { attributes } of takeSpans())
    expect(Object.keys(attributes).filter((name) => name.startsWith('gen_ai.prompt.variable'))).toEqual([]);
  await pair.close();
});
