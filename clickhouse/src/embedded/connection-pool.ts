import type { createClient } from '@clickhouse/client';
import { type ChdbConnection, createChdbConnection } from 'chdb/connection';

/** What `createClient` takes as its `connection`. */
export type EngineConnection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>;

/**
 * A `connection` for `createClient` that spreads queries over several connections to the embedded engine: each of them
 * runs one query at a time. `setUp` statements run once on each; they decide what a connection may do, so of the settings
 * that a caller sends along only the default format is applied (the engine would keep the others for the queries after).
 */
export async function createConnectionPool(options: { path: string; size: number; setUp: string[] }): Promise<EngineConnection> {
  const connections = await Promise.all(
    Array.from({ length: options.size }, async () => {
      const connection = createChdbConnection({ path: options.path });
      for (const statement of options.setUp) await connection.chdb.queryAsync(statement);
      return connection;
    }),
  );
  const idle = [...connections];
  const waiting: ((connection: ChdbConnection) => void)[] = [];

  async function run<Result>(use: (connection: ChdbConnection) => Promise<Result>): Promise<Result> {
    const connection = idle.pop() ?? (await new Promise<ChdbConnection>((resolve) => waiting.push(resolve)));
    try {
      return await use(connection);
    } finally {
      const next = waiting.shift();
      if (next) next(connection);
      else idle.push(connection);
    }
  }

  return {
    query: (params) => run((connection) => connection.query(withoutSettings(params))),
    exec: (params) => run((connection) => connection.exec(withoutSettings(params))),
    command: (params) => run((connection) => connection.command(withoutSettings(params))),
    insert: (params) => run((connection) => connection.insert(withoutSettings(params))),
    ping: () => run((connection) => connection.ping({ select: true })),
    close: async () => {
      await Promise.all(connections.map((connection) => connection.close()));
    },
  };
}

function withoutSettings<Params extends { clickhouse_settings?: { default_format?: string } }>({ clickhouse_settings, ...params }: Params) {
  const format = clickhouse_settings?.default_format;
  return format ? { ...params, clickhouse_settings: { default_format: format } } : params;
}
