import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, expect, it } from 'vitest';
import { connectPair } from '../testing/pair.js';
import { startOpenTelemetry } from '../testing/spans.js';
import { Operation } from './operation.js';

/** Bit of V8's `%GetOptimizationStatus`. */
const OPTIMIZED = 1 << 4;

setFlagsFromString('--allow-natives-syntax');
setFlagsFromString('--expose-gc');
const prepare = new Function('code', '%PrepareFunctionForOptimization(code)');
const optimize = new Function('code', '%OptimizeFunctionOnNextCall(code)');
const statusOf = new Function('code', 'return %GetOptimizationStatus(code)') as (code: unknown) => number;
const collectGarbage = runInNewContext('gc') as () => void;

beforeAll(startOpenTelemetry);

it('leaves the engine what it compiled when garbage is collected between two calls', async () => {
  const pair = await connectPair();
  const call = () => pair.client.callTool({ name: 'echo', arguments: { message: 'hello' } });
  const code = Operation.prototype.end;
  prepare(code);
  for (let count = 0; count < 10; count++) await call();
  optimize(code);
  await call();
  expect(statusOf(code) & OPTIMIZED).toBe(OPTIMIZED);
  // V8 spares what nothing uses for two collections.
  for (let count = 0; count < 5; count++) {
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
  }
  await call();
  expect(statusOf(code) & OPTIMIZED).toBe(OPTIMIZED);
  await pair.close();
});
