import { type ExecFileException, execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PayloadName } from './payloads.js';
import type { SdkName } from './sdks.js';
import { variants } from './variants.js';

const run = promisify(execFile);
const REGISTER = import.meta.resolve('@callsight/instrumentation/register');

type Failed = ExecFileException & { stdout: string; stderr: string };

/** Calls that are measured together, after others that are not. */
export interface Window {
  after: number;
  calls: number;
  /** Whether to tell of the heap: garbage is collected for that, and what the engine forgets then it compiles anew. */
  heap?: boolean;
}

export interface Measured {
  /** Of one call, on all threads. */
  cpuMicroseconds: number;
  /** In use after the window, without garbage. */
  heapBytes?: number;
}

export interface Run {
  /** The Node.js that it runs on. */
  node: string;
  /** Of the engine. */
  flags?: readonly string[];
  sdk: SdkName;
  variant: string;
  payload: PayloadName;
  /** One after the other. */
  windows: readonly Window[];
  /** URL of an OTLP backend. */
  backend: string;
}

/**
 * Runs a variant in a process of its own; resolves to a figure a window. What says something on standard error is no measurement: spans that are dropped cost less.
 * The error tells how the process ended, and all that it said.
 */
export async function measure({ node, flags = [], sdk, variant, payload, windows, backend }: Run): Promise<Measured[]> {
  const { register } = variants[variant] ?? {};
  const imports = register === undefined ? [] : ['--import', REGISTER];
  const program = [join(import.meta.dirname, 'run-variant.js'), variant, sdk, payload, JSON.stringify(windows)];
  // Calls without a pause between them come faster than any server's; none of their spans is to be dropped.
  const env = { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: backend, OTEL_BSP_MAX_QUEUE_SIZE: '1000000', ...register };
  const { stdout, stderr, ending } = await run(node, ['--expose-gc', ...flags, ...imports, ...program], { env }).then(
    (said) => ({ ...said, ending: 'ended well' }),
    ({ code, signal, stdout: out, stderr: err }: Failed) => ({ stdout: out, stderr: err, ending: `ended by ${signal ?? `code ${code}`}` }),
  );
  if (ending !== 'ended well' || stderr !== '' || stdout === '') {
    const said = `it ${ending} and wrote ${JSON.stringify(stdout)}, on standard error ${JSON.stringify(stderr)}`;
    throw new Error(`expected figures of ${variant}, SDK ${sdk}, ${payload}, and nothing on standard error: ${said}`);
  }
  return JSON.parse(stdout) as Measured[];
}
