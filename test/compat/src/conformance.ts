import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { nodeBinary, ROOT, stackFolder } from './installation.js';
import { type ReceivedSpan, startSink } from './otlp.js';

const run = promisify(execFile);

export type Side = 'server' | 'client';
export type Generation = 'v1' | 'v2';

const STACKS: Record<Generation, string> = { v1: 'v1-1.32', v2: 'v2-2.4' };
const SUITE = join(ROOT, 'node_modules', '@modelcontextprotocol', 'conformance', 'dist', 'index.js');
/** The suite needs a Node.js from this on. */
const NODE_MAJOR = 22;
const REGISTER = ['--import', '@callsight/instrumentation/register'];
const LONGEST_RUN_MS = 240_000;

/** It judges the milliseconds until a client reconnects, which a busy machine delays. */
const TIMED = /^[✓✗] sse-retry:/;

export interface Conformance {
  /** A line a scenario: its name, and how many checks passed and failed. */
  plain: string[];
  observed: string[];
  spans: ReceivedSpan[];
}

/** Runs the official conformance suite against one side, without and with observation. */
export async function runConformance(side: Side, generation: Generation): Promise<Conformance> {
  const sink = await startSink();
  try {
    const plain = await runSuite(side, generation, [], {});
    const observed = await runSuite(side, generation, REGISTER, { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, CALLSIGHT_CAPTURE: 'all' });
    return { plain, observed, spans: sink.spans };
  } finally {
    await sink.close();
  }
}

async function runSuite(side: Side, generation: Generation, flags: string[], env: Record<string, string>): Promise<string[]> {
  const node = nodeBinary(NODE_MAJOR);
  const cwd = stackFolder(STACKS[generation]);
  const program = [...flags, join(cwd, '.cache', 'apps', 'conformance', `${side}.cjs`), generation];
  const options = { cwd, env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env }, timeout: LONGEST_RUN_MS };
  if (side === 'client') return scenariosOf(['client', '--command', [node, ...program].join(' '), '--suite', 'core'], options);
  const server = spawn(node, program, { ...options, stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const [port] = await once(server.stdout, 'data');
    return await scenariosOf(['server', '--url', `http://127.0.0.1:${String(port).trim()}/mcp`], options);
  } finally {
    server.stdin.end();
    if (server.exitCode === null) await once(server, 'exit');
  }
}

async function scenariosOf(args: string[], options: { cwd: string; env: NodeJS.ProcessEnv; timeout: number }): Promise<string[]> {
  const results = join(options.cwd, '.cache', 'conformance');
  // It exits with an error as soon as one scenario fails.
  const output = await run(nodeBinary(NODE_MAJOR), [SUITE, ...args, '--output-dir', results], options).catch(
    (error: { stdout: string }) => error,
  );
  return output.stdout.split('\n').filter((line) => /^[✓✗] /.test(line) && !TIMED.test(line));
}
