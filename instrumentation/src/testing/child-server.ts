import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ReadBuffer, serializeMessage } from '@modelcontextprotocol/sdk/shared/stdio.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';

const DIST = join(__dirname, '../../dist');

export const IMPORT_REGISTER = ['--import', join(DIST, 'register.mjs')];
export const REQUIRE_REGISTER = ['--require', join(DIST, 'register.js')];
export const HOST_SETUP = ['--import', join(DIST, 'testing/host-setup.mjs')];
/** These run compiled, as users' servers do: `npm run build` comes first. */
export const ESM_SERVER = join(DIST, 'testing/stdio-server.mjs');
export const CJS_SERVER = join(DIST, 'testing/stdio-server-cjs.cjs');
export const EVERYTHING_SERVER = require.resolve('@modelcontextprotocol/server-everything/dist/index.js');
export const FILESYSTEM_SERVER = require.resolve('@modelcontextprotocol/server-filesystem/dist/index.js');

export interface ChildOptions {
  flags: string[];
  args: string[];
  env: Record<string, string>;
}

/** A server in a process of its own, with all that it writes. As a transport, unlike the SDK's, it never signals the process. */
export class ChildServer implements Transport {
  onmessage?: (message: JSONRPCMessage) => void;
  onclose?: () => void;
  onerror?: (error: Error) => void;
  stdout = '';
  stderr = '';
  readonly process: ChildProcessWithoutNullStreams;
  readonly exit: Promise<{ code: number | null; signal: string | null }>;
  readonly #buffer = new ReadBuffer();

  constructor({ flags, args, env }: ChildOptions) {
    this.process = spawn(process.execPath, [...flags, ...args], { env: { PATH: process.env.PATH, ...env } });
    this.exit = once(this.process, 'close').then(([code, signal]) => ({ code, signal }));
    this.process.stderr.on('data', (chunk: Buffer) => {
      this.stderr += chunk.toString();
    });
    this.process.stdout.on('data', (chunk: Buffer) => {
      this.stdout += chunk.toString();
      this.#buffer.append(chunk);
      for (let message = this.#buffer.readMessage(); message !== null; message = this.#buffer.readMessage()) this.onmessage?.(message);
    });
    this.process.on('close', () => this.onclose?.());
    this.process.stdin.on('error', () => undefined);
  }

  async start(): Promise<void> {}

  async send(message: JSONRPCMessage): Promise<void> {
    this.process.stdin.write(serializeMessage(message));
  }

  /** Ends the server's standard input, which is how a stdio session ends. */
  async close(): Promise<void> {
    this.process.stdin.end();
  }
}
