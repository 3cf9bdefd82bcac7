import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median } from './statistics.js';

const run = promisify(execFile);
const rounds = 9;

/** What is loaded before the server: nothing, OpenTelemetry's own SDK as a host would set it up, or the register flag. */
const variants = { none: [], opentelemetry: ['otel-setup.js'], callsight: ['register'] } as const;

const folder = join(import.meta.dirname, 'startup');

/**
 * Time from the start of a process to the answer of its first tool call, with client and server in memory, and to the first line of a
 * program that has no MCP SDK anywhere near. The variants take turns. NODE_BINARY names another Node.js to measure.
 */
export async function printStartup(): Promise<void> {
  const node = process.env.NODE_BINARY ?? process.execPath;
  const { stdout: version } = await run(node, ['--version']);
  process.stdout.write(`Median of ${rounds} interleaved rounds, Node ${version.trim()}\n`);
  const elsewhere = await mkdtemp(join(tmpdir(), 'callsight-bench-'));
  try {
    const noMcp = join(elsewhere, 'no-mcp.mjs');
    await copyFile(join(folder, 'no-mcp.js'), noMcp);
    process.stdout.write(`${await toTable(node, 'first answer', join(folder, 'one-call.js'))}\n`);
    process.stdout.write(`${await toTable(node, 'a program without MCP', noMcp)}\n`);
  } finally {
    await rm(elsewhere, { recursive: true });
  }
}

async function toTable(node: string, title: string, program: string): Promise<string> {
  const measured = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, [file]] of Object.entries(variants)) {
      measured.set(name, [...(measured.get(name) ?? []), await measure(node, file, program)]);
    }
  }
  const of = (name: string) => measured.get(name) ?? [];
  const over = (name: string, base: string) => median(of(name).map((value, round) => value - (of(base)[round] ?? Number.NaN)));
  const lines = Object.keys(variants).map((name) => `${name.padEnd(14)}\t${median(of(name)).toFixed(0)}\t${over(name, 'none').toFixed(0)}`);
  const head = `${'variant'.padEnd(14)}\tms to ${title}\tover none`;
  return [head, ...lines, `callsight over opentelemetry: ${over('callsight', 'opentelemetry').toFixed(0)} ms`].join('\n');
}

async function measure(node: string, file: string | undefined, program: string): Promise<number> {
  const register = import.meta.resolve('@callsight/instrumentation/register');
  const path = file === undefined ? [] : ['--import', file === 'register' ? register : join(folder, file)];
  const started = performance.now();
  const { stdout } = await run(node, [...path, program], {
    env: { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' },
  });
  return Number(stdout) - (performance.timeOrigin + started);
}
