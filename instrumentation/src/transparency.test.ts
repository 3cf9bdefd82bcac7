import type { Progress } from '@modelcontextprotocol/sdk/types.js';
import { beforeAll, expect, it } from 'vitest';
import { connectPair, type PairOptions } from './testing/pair.js';
import { startOpenTelemetry } from './testing/spans.js';

beforeAll(startOpenTelemetry);

/** All that a client gets to see of a scripted session: messages as they arrive, results, errors and their properties. */
async function runScript(options: PairOptions): Promise<unknown[]> {
  const pair = await connectPair(options);
  const seen: unknown[] = [];
  const { clientTransport, client, server } = pair;
  const deliver = clientTransport.onmessage;
  clientTransport.onmessage = (message, extra) => {
    seen.push(structuredClone(message));
    deliver?.(message, extra);
  };
  let requestSeen: unknown;
  server.registerTool('progress', {}, async ({ _meta, sendNotification, requestId, signal, sessionId }) => {
    requestSeen = { requestId, aborted: signal.aborted, sessionId, progressToken: _meta?.progressToken };
    await sendNotification({ method: 'notifications/progress', params: { progressToken: _meta?.progressToken ?? 0, progress: 1 } });
    return { content: [] };
  });
  const attempt = async (run: () => Promise<unknown>) => {
    try {
      seen.push(await run());
    } catch (error) {
      seen.push([
        error instanceof Error && error.name,
        String(error),
        Reflect.get(Object(error), 'code'),
        Reflect.get(Object(error), 'data'),
      ]);
    }
  };
  await attempt(() => client.listTools());
  await attempt(() => client.callTool({ name: 'echo', arguments: { message: 'hello' } }));
  await attempt(() => client.callTool({ name: 'echo', arguments: { message: 1 } }));
  await attempt(() => client.callTool({ name: 'fail', arguments: {} }));
  await attempt(() => client.callTool({ name: 'throw', arguments: {} }));
  await attempt(() => client.callTool({ name: 'elicit', arguments: {} }));
  await attempt(() => client.callTool({ name: 'nowhere', arguments: {} }));
  await attempt(() => client.callTool({ name: 'wait', arguments: {} }, undefined, { signal: AbortSignal.timeout(5) }));
  await attempt(() => client.callTool({ name: 'wait', arguments: {} }, undefined, { timeout: 5 }));
  await attempt(() => client.callTool({ name: 'progress' }, undefined, { onprogress: (progress: Progress) => seen.push(progress) }));
  await attempt(() => client.getPrompt({ name: 'greet', arguments: { who: 'Ada' } }));
  await attempt(() => client.readResource({ uri: 'note://none' }));
  await attempt(() => client.request({ method: 'no/such' }, { parse: (value: unknown) => value } as never));
  const closing = client.callTool({ name: 'wait', arguments: {} });
  const closed = attempt(() => closing);
  await pair.close();
  await closed;
  await attempt(() => client.ping());
  return [...seen, requestSeen];
}

it('shows a client exactly what it sees of an uninstrumented server', async () => {
  const plain = await runScript({ observe: {} });
  expect(plain.length).toBeGreaterThan(25);
  expect(await runScript({ observe: { server: true }, config: { capture: 'all' } })).toEqual(plain);
  expect(await runScript({ observe: { server: true, client: true }, config: { capture: 'all' } })).toEqual(plain);
});

it('leaves the objects that the host passes unchanged', async () => {
  const pair = await connectPair();
  const request = Object.freeze({ name: 'echo', arguments: Object.freeze({ message: 'x' }), _meta: Object.freeze({ own: 'y' }) });
  await pair.client.callTool(request);
  expect(request).toEqual({ name: 'echo', arguments: { message: 'x' }, _meta: { own: 'y' } });
  await pair.close();
});

it('leaves the transport with its own properties and no accessor', async () => {
  const pair = await connectPair();
  const descriptors = Object.getOwnPropertyDescriptors(pair.serverTransport);
  expect(descriptors.onmessage).toMatchObject({ value: expect.any(Function), writable: true, enumerable: true, configurable: true });
  expect(descriptors.onclose).toMatchObject({ value: expect.any(Function), writable: true, enumerable: true, configurable: true });
  expect(Object.keys(pair.serverTransport)).not.toContain('send');
  await pair.close();
});
