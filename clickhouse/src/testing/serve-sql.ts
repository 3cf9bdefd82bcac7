import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSqlInterface, type EmbeddedEngine, type SqlAccess } from '../embedded/index.js';

/** The SQL interface on a port of its own. */
export interface SqlServer {
  url: string;
  close(): void;
}

/** Serves the engine over ClickHouse's HTTP interface, to whoever names this machine. */
export async function serveSql(engine: EmbeddedEngine, access: (secret: string | undefined) => SqlAccess): Promise<SqlServer> {
  const server = createServer(
    createSqlInterface({ engine, access, acceptsHost: (host) => /^(127\.0\.0\.1|localhost):\d+$/.test(host ?? '') }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
