import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Combination } from './combinations.js';
import { nodeBinary, stackFolder } from './installation.js';
import { type ReceivedSpan, startSink } from './otlp.js';
import { serverProgram } from './server-program.js';

/** What the client saw of the server, step by step. */
export interface ClientReport {
  server?: { name: string };
  steps: Record<string, { result?: unknown; error?: { type: string; code?: unknown; message: string } }>;
}

export interface Outcome {
  plain: ClientReport;
  observed: ClientReport;
  spans: ReceivedSpan[];
}

const LONGEST_RUN_MS = 60_000;
/** Frameworks bring no tool that waits. */
const ALL_STEPS = ['list', 'echo', 'fail', 'unknown', 'timeout'];
const FRAMEWORK_STEPS = ['list', 'echo', 'fail', 'unknown'];

export function stepsOf({ server }: Combination): string[] {
  return server === undefined || server.endsWith('bundle') ? ALL_STEPS : FRAMEWORK_STEPS;
}

/** Runs client and server twice, without and with observation. */
export async function runCombination(combination: Combination): Promise<Outcome> {
  const program = await serverProgram(combination);
  const sink = await startSink();
  try {
    const plain = await runOnce(combination, program, [], {});
    const { flags, env } = observation(combination);
    const observed = await runOnce(combination, program, flags, { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, ...env });
    return { plain, observed, spans: sink.spans };
  } finally {
    await sink.close();
  }
}

interface Observation {
  flags: string[];
  env: Record<string, string>;
}

function observation({ stack, loading, module }: Combination): Observation {
  const host = ['--import', join(stackFolder(stack), '.cache', 'apps', 'host.mjs')];
  const register = (flag: 'import' | 'require') => [`--${flag}`, '@callsight/instrumentation/register'];
  const leaveToOthers = { HOST_INSTRUMENTS: 'no' };
  switch (loading) {
    case 'import':
    case 'require':
      return { flags: register(loading), env: {} };
    case 'injection':
      return { flags: register(module === 'esm' ? 'import' : 'require'), env: {} };
    case 'host':
      return { flags: host, env: {} };
    case 'host + register':
      return { flags: [...register('import'), ...host], env: leaveToOthers };
    case 'explicit':
      return { flags: host, env: leaveToOthers };
  }
}

async function runOnce(combination: Combination, program: string[], flags: string[], env: Record<string, string>): Promise<ClientReport> {
  const { stack, sdk, module, loading, transport, era, node } = combination;
  const explicit = loading === 'explicit' && flags.length > 0;
  const observedProgram = explicit ? program : program.map((part) => part.replace('"explicit":true', '"explicit":false'));
  const start = (args: string[]) =>
    spawn(nodeBinary(node), args, {
      cwd: stackFolder(stack),
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: LONGEST_RUN_MS,
    });

  const isHttp = transport !== 'stdio' && transport !== 'memory';
  const server = isHttp ? collect(start([...flags, ...observedProgram]), /^\d+$/m) : undefined;
  try {
    const url = server === undefined ? undefined : `http://127.0.0.1:${await server.found}/mcp`;
    const options = {
      sdk,
      role: 'client',
      transport,
      era,
      url,
      command: [...flags, ...observedProgram],
      tools: stepsOf(combination),
      explicit,
    };
    const app = join(stackFolder(stack), '.cache', 'apps', module === 'esm' ? 'esm.mjs' : 'cjs.cjs');
    const client = collect(start([...flags, app, JSON.stringify(options)]), /^\{.*\}$/m);
    client.process.stdin.end();
    const report = await client.found;
    await client.exit;
    return JSON.parse(report);
  } finally {
    server?.process.stdin.end();
    await server?.exit;
  }
}

/** A process, and the line of its output that it is run for: frameworks write others as well. */
function collect(process: ChildProcessWithoutNullStreams, wanted: RegExp) {
  let stdout = '';
  let stderr = '';
  const exit = once(process, 'close');
  process.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const found = new Promise<string>((resolve, reject) => {
    process.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      const line = stdout.endsWith('\n') ? wanted.exec(stdout) : null;
      if (line !== null) resolve(line[0]);
    });
    void exit.then(([code, signal]) => {
      reject(new Error(`expected output like ${wanted}, got exit ${code ?? signal} and ${stdout.slice(-500)} ${stderr.slice(-2_000)}`));
    });
  });
  // Whoever needs the line waits for it; an exit without it is no rejection that nobody handles.
  found.catch(() => undefined);
  return { process, exit, found };
}
