import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { SpanKind } from '@opentelemetry/api';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { REDACTED } from './content/secret-patterns.js';
import type { OperatorHooks } from './operator-hooks.js';
import { saltedHash } from './session/identity.js';
import { startHttpServer } from './testing/http-server.js';
import { connectPair } from './testing/pair.js';
import { only, startOpenTelemetry, takeSpans } from './testing/spans.js';

beforeAll(startOpenTelemetry);
beforeEach(() => {
  takeSpans();
});

const fail = (): never => {
  throw new Error('a bad rule');
};

async function callWith(hooks: OperatorHooks) {
  const pair = await connectPair({ observe: { server: true }, config: { capture: 'all', ...hooks } });
  const result = await pair.client.callTool({ name: 'echo', arguments: { message: 'sesame' } });
  await pair.close();
  expect(result).toEqual({ content: [{ type: 'text', text: 'sesame' }] });
  return only(takeSpans(), 'tools/call echo', SpanKind.SERVER).attributes;
}

/** What a careless hook may do; none may reach the host. */
const MISBEHAVIOURS: [string, () => unknown][] = [
  ['throws', fail],
  ['throws nothing in particular', () => Promise.reject(undefined).catch(() => fail())],
  ['rejects', () => Promise.reject(new Error('later'))],
  ['never answers', () => new Promise(() => undefined)],
  ['answers nonsense', () => ({ user: 7, session: [] })],
  ['answers nothing', () => undefined],
];

describe.each(MISBEHAVIOURS)('a hook that %s', (_, hook) => {
  it('hides the text when it should redact', async () => {
    const attributes = await callWith({ redact: hook as never });
    expect(JSON.stringify(attributes)).not.toContain('sesame');
    expect(attributes['gen_ai.tool.call.arguments']).toContain(REDACTED);
  });

  it('names nobody when it should identify', async () => {
    expect(await callWith({ identify: hook as never })).not.toHaveProperty('callsight.user');
  });

  it('ignores nothing when it should ignore', async () => {
    expect(await callWith({ ignore: hook as never })).toMatchObject({ 'gen_ai.tool.name': 'echo' });
  });
});

it('identifies users, as a hash unless told otherwise, and sessions where the protocol has none', async () => {
  const identify: OperatorHooks['identify'] = ({ method, extra }) => ({
    user: `${method} by ${Object(extra).requestInfo?.headers['x-who']}`,
    session: 'a chat',
  });
  const server = await startHttpServer(false, { identify, hashSalt: 'salt' });
  const requestInit = { headers: { 'x-who': 'ada' } };
  const client = new Client({ name: 'test-client', version: '2.0.0' });
  await client.connect(new StreamableHTTPClientTransport(server.url, { requestInit }) as Parameters<Client['connect']>[0]);
  await client.callTool({ name: 'echo', arguments: { message: 'x' } });
  const { attributes } = only(takeSpans(), 'tools/call echo', SpanKind.SERVER);
  expect(attributes).toMatchObject({
    'callsight.user': saltedHash('tools/call by ada', 'salt'),
    'callsight.session.basis': 'header',
    'callsight.session.key': 'a chat',
  });
  await client.close();
  await server.close();
  expect(await callWith({ identify: () => ({ user: 'ada' }) })).toMatchObject({ 'callsight.user': saltedHash('ada', 'callsight') });
});

it('ignores the messages that the operator names, on both sides, and observes the others', async () => {
  const ignore: OperatorHooks['ignore'] = ({ method, params }) => method === 'ping' || params?.name === 'fail';
  const pair = await connectPair({ config: { ignore } });
  await pair.client.ping();
  await pair.client.callTool({ name: 'fail', arguments: {} });
  await pair.client.callTool({ name: 'echo', arguments: { message: 'x' } });
  await pair.close();
  const names = takeSpans().map(({ name }) => name);
  expect(names.filter((name) => name === 'tools/call echo')).toHaveLength(2);
  expect(names).not.toContain('ping');
  expect(names).not.toContain('tools/call fail');
});
