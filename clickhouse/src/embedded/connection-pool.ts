import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { createClient } from '@clickhouse/client';
import { type ChdbConnection, createChdbConnection } from 'chdb/connection';
import { bindParameters } from './bound-parameters.js';
import { killQuery } from './kill-query.js';

/** What `createClient` takes as its `connection`. */
export type EngineConnection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>;

const killAgainMs = 50;

/** A connection, and the name under which the engine lists what it runs. */
interface Place {
  name: string;
  connection: ChdbConnection;
}

/**
 * A `connection` for `createClient` that spreads queries over several connections to the embedded engine: each of them
 * runs one query at a time. `setUp` statements run once on each; they decide what a connection may do, so of the settings
 * that a caller sends along only the default format is applied (the engine would keep the others for the queries after). They set
 * `log_comment` to the connection's name, by which its queries can be stopped.
 *
 * A query whose caller leaves ends: in the line, or in the engine.
 */
export async function createConnectionPool(options: {
  path: string;
  size: number;
  setUp: (name: string) => string[];
}): Promise<EngineConnection> {
  const places = await Promise.all(
    Array.from({ length: options.size }, async (): Promise<Place> => {
      const connection = createChdbConnection({ path: options.path });
      const name = randomUUID();
      for (const statement of options.setUp(name)) await connection.chdb.queryAsync(statement);
      return { name, connection };
    }),
  );
  const idle = [...places];
  const waiting: ((place: Place) => void)[] = [];

  async function take(signal: AbortSignal | undefined): Promise<Place> {
    signal?.throwIfAborted();
    const free = idle.pop();
    if (free) return free;
    return new Promise((resolve, reject) => {
      const leave = () => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal?.reason);
      };
      const enter = (place: Place) => {
        signal?.removeEventListener('abort', leave);
        resolve(place);
      };
      signal?.addEventListener('abort', leave, { once: true });
      waiting.push(enter);
    });
  }

  function giveBack(place: Place): void {
    const next = waiting.shift();
    if (next) next(place);
    else idle.push(place);
  }

  /** The place is free again when the engine is done, which may be after its caller has left. */
  async function run<Result>(signal: AbortSignal | undefined, use: (connection: ChdbConnection) => Promise<Result>): Promise<Result> {
    const place = await take(signal);
    if (signal?.aborted) {
      giveBack(place);
      throw signal.reason;
    }
    const running = use(place.connection);
    let isOver = false;
    let stopped: Promise<void> | undefined;

    // One that has only just been handed to the engine is not in its list yet.
    async function stop(): Promise<void> {
      while (!isOver) {
        await killQuery(options.path, place.name);
        await sleep(killAgainMs);
      }
    }

    const left = new Promise<never>((_resolve, reject) => {
      const leave = () => {
        stopped = stop();
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', leave, { once: true });
      const end = async (hasFailed: boolean) => {
        isOver = true;
        signal?.removeEventListener('abort', leave);
        await stopped;
        if (hasFailed) await discardOutput(place);
        giveBack(place);
      };
      running.then(
        () => end(false),
        () => end(true),
      );
    });
    return signal ? Promise.race([running, left]) : running;
  }

  return {
    query: async (params) => {
      const bound = toRunnable(bind(params));
      return run(params.abort_signal, (connection) => connection.query(bound));
    },
    exec: async (params) => {
      const bound = toRunnable(bind(params));
      return run(params.abort_signal, (connection) => connection.exec(bound));
    },
    command: (params) => run(params.abort_signal, (connection) => connection.command(toRunnable(params))),
    insert: (params) => run(params.abort_signal, (connection) => connection.insert(toRunnable(params))),
    ping: () => run(undefined, (connection) => connection.ping({ select: true })),
    close: async () => {
      await Promise.all(places.map(({ connection }) => connection.close()));
    },
  };
}

/**
 * What a query had put out before it failed or was stopped stays in its connection, and would stand before the rows of the next one: that is
 * one whose answer nobody reads.
 */
async function discardOutput({ connection }: Place): Promise<void> {
  try {
    await connection.chdb.queryAsync('SELECT 1');
  } catch {
    // The engine is being closed.
  }
}

/** The library would give up a query that was aborted, and leave it running: the pool stops it instead. */
function toRunnable<Params extends { clickhouse_settings?: { default_format?: string }; abort_signal?: AbortSignal }>({
  clickhouse_settings,
  abort_signal: _,
  ...params
}: Params) {
  const format = clickhouse_settings?.default_format;
  return format ? { ...params, clickhouse_settings: { default_format: format } } : params;
}

function bind<Params extends { query: string; query_params?: Record<string, unknown> }>({ query_params, ...params }: Params) {
  return { ...params, query: bindParameters(params.query, query_params) };
}
