import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadOptions, LoadResult } from './load.js';
import type { ServerUsage } from './server.js';

/** The standalone under load. */
export interface Server {
  pageUrl: string;
  otlpUrl: string;
  sqlUrl: string;
  readUsage(): Promise<ServerUsage>;
  /** Rows that a query on its SQL interface answers, one a line. */
  query(sql: string): Promise<string>;
  stop(): Promise<void>;
}

/** On a data directory of its own that goes with it, unless one is named. */
export async function startServer(dataDirectory?: string): Promise<Server> {
  const directory = dataDirectory ?? (await mkdtemp(join(tmpdir(), 'callsight-bench-')));
  const child = fork(join(import.meta.dirname, 'server.js'), [directory], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: ['--expose-gc'],
  });
  const { pageUrl, otlpUrl, sqlUrl } = await nextMessage<{ pageUrl: string; otlpUrl: string; sqlUrl: string }>(child);
  return {
    pageUrl,
    otlpUrl,
    sqlUrl,
    readUsage() {
      child.send('usage');
      return nextMessage<ServerUsage>(child);
    },
    async query(sql) {
      const response = await fetch(sqlUrl, { method: 'POST', body: sql });
      const text = await response.text();
      if (!response.ok) throw new Error(text);
      return text.trim();
    },
    async stop() {
      child.send('stop');
      await once(child, 'exit');
      if (dataDirectory === undefined) await rm(directory, { recursive: true });
    },
  };
}

/** Runs the load generator in a process of its own. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const child = fork(join(import.meta.dirname, 'load.js'), [JSON.stringify(options)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const result = await nextMessage<LoadResult>(child);
  await once(child, 'exit');
  return result;
}

/** @throws when the process ends instead. */
async function nextMessage<Message>(child: ChildProcess): Promise<Message> {
  const stopped = new AbortController();
  const { signal } = stopped;
  const ended = once(child, 'exit', { signal }).then(([code]) =>
    Promise.reject(new Error(`Expected a message, but the process ended (${code})`)),
  );
  const [message] = await Promise.race([once(child, 'message', { signal }), ended]);
  stopped.abort();
  await ended.catch(() => {});
  return message as Message;
}
