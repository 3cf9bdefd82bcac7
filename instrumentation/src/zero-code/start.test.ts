import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectToChild, killChildren } from '../testing/child-client.js';
import { ESM_SERVER, IMPORT_REGISTER, REQUIRE_REGISTER } from '../testing/child-server.js';
import { type OtlpSink, startOtlpSink } from '../testing/otlp-sink.js';

let sink: OtlpSink;
/** For programs that are written for a test, with no MCP SDK near. */
let elsewhere: string;

beforeEach(async () => {
  sink = await startOtlpSink();
  elsewhere = mkdtempSync(join(tmpdir(), 'callsight-'));
});
afterEach(async () => {
  killChildren();
  rmSync(elsewhere, { recursive: true });
  await sink.close();
});

const connect = (flags: string[], args: string[]) => connectToChild({ flags, args, env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url } });

describe('the register flag', () => {
  it.each([
    ['--import', IMPORT_REGISTER],
    ['--require', REQUIRE_REGISTER],
  ])('loads no more than its hooks where there is no MCP SDK: %s', (_, flags) => {
    const program = join(elsewhere, 'program.cjs');
    writeFileSync(program, 'process.stdout.write(JSON.stringify(Object.keys(require.cache)))');
    const loaded: string[] = JSON.parse(execFileSync(process.execPath, [...flags, program], { encoding: 'utf8' }));
    expect(loaded.filter((file) => file.includes('protocol-hooks'))).toHaveLength(1);
    expect(loaded.filter((file) => /sdk-trace|sdk-metrics|otlp-|observation|attach/.test(file))).toEqual([]);
  });

  it('finds the SDK of a server that has it elsewhere', async () => {
    const program = join(elsewhere, 'server.mjs');
    writeFileSync(program, `import ${JSON.stringify(pathToFileURL(ESM_SERVER).href)};`);
    const { client } = await connect(IMPORT_REGISTER, [program]);
    await client.callTool({ name: 'echo', arguments: { message: 'hello' } });
    await client.close();
    await expect.poll(() => sink.spans.map(({ name }) => name)).toContain('tools/call echo');
  });

  it('says one line and leaves the server alone when it cannot be loaded', async () => {
    const broken = join(elsewhere, 'broken.cjs');
    writeFileSync(
      broken,
      `const { Module } = require('node:module');
       const load = Module._load;
       Module._load = function (name) {
         if (name === '@opentelemetry/sdk-trace') throw new Error('broken');
         return Reflect.apply(load, this, arguments);
       };`,
    );
    const { child, client } = await connect(['--require', broken, ...IMPORT_REGISTER], [ESM_SERVER]);
    const { content } = await client.callTool({ name: 'echo', arguments: { message: 'hello' } });
    expect(content).toEqual([{ type: 'text', text: 'hello' }]);
    await client.close();
    expect(await child.exit).toEqual({ code: 0, signal: null });
    expect(child.stderr).toBe('callsight: instrumentation is off, because it could not start: Error: broken\n');
    expect(sink.spans).toEqual([]);
  });
});
