import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median } from './statistics.js';

const run = promisify(execFile);
const rounds = 9;

/** What is loaded before the server: nothing, OpenTelemetry's own SDK as a host would set it up, or the register flag. */
const variants = { none: [], opentelemetry: ['otel-setup.js'], callsight: ['register'] } as const;

/**
 * CPU and time from the start of a process to the answer of its first tool call, and to its end: an in-memory pair of the SDK, one
 * call. The variants take turns. NODE_BINARY names another Node.js to measure.
 */
export async function printStartup(): Promise<void> {
  const node = process.env.NODE_BINARY ?? process.execPath;
  const { stdout: version } = await run(node, ['--version']);
  const measured = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, [file]] of Object.entries(variants)) {
      measured.set(name, [...(measured.get(name) ?? []), await measure(node, file)]);
    }
  }
  const of = (name: string) => measured.get(name) ?? [];
  const over = (name: string, base: string) => median(of(name).map((value, round) => value - (of(base)[round] ?? Number.NaN)));
  const lines = Object.keys(variants).map((name) => `${name.padEnd(14)}\t${median(of(name)).toFixed(0)}\t${over(name, 'none').toFixed(0)}`);
  process.stdout.write(
    `Median of ${rounds} interleaved rounds, Node ${version.trim()}\nvariant       \tms to first answer\tover none\n${lines.join('\n')}\n` +
      `callsight over opentelemetry: ${over('callsight', 'opentelemetry').toFixed(0)} ms\n`,
  );
}

async function measure(node: string, file: string | undefined): Promise<number> {
  const register = createRequire(import.meta.url).resolve('@callsight/instrumentation/register');
  const path = file === undefined ? [] : ['--import', file === 'register' ? register : join(import.meta.dirname, 'startup', file)];
  const started = performance.now();
  const { stdout } = await run(node, [...path, join(import.meta.dirname, 'startup', 'one-call.js')], {
    env: { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' },
  });
  return Number(stdout) - (performance.timeOrigin + started);
}
