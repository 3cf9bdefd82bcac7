import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { EVERYTHING_SERVER, REGISTER_ESM } from './child-server.js';

const run = promisify(execFile);

/**
 * Runs the official conformance suite against server-everything over streamable HTTP, plain and observed, and compares scenario by
 * scenario. The suite needs Node.js 22, so npx fetches one. What a server fails plain it may fail observed, and nothing else.
 */
const plain = await conformanceOf([]);
const observed = await conformanceOf(REGISTER_ESM);
process.stdout.write(`${observed.join('\n')}\n`);
if (plain.length === 0) throw new Error('expected the suite to report scenarios');
const different = observed.filter((line, index) => line !== plain[index]);
if (different.length > 0) throw new Error(`without instrumentation it was different for: ${different.join('; ')}`);
process.stdout.write('the same with and without instrumentation\n');

async function conformanceOf(flags: string[]): Promise<string[]> {
  const port = await findPort();
  const env = { ...process.env, PORT: String(port), OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };
  const server = spawn(process.execPath, [...flags, EVERYTHING_SERVER, 'streamableHttp'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  await once(server.stderr, 'data');
  const suite = ['-y', '--engine-strict=false', '-p', 'node@24', '-p', '@modelcontextprotocol/conformance@0.1.16', 'conformance'];
  // It exits with an error as soon as one scenario fails.
  const output = await run('npx', [...suite, 'server', '--url', `http://127.0.0.1:${port}/mcp`]).catch(
    (error: { stdout: string }) => error,
  );
  server.kill();
  return output.stdout.split('\n').filter((line) => /^[✓✗] |^Total: /.test(line));
}

async function findPort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}
