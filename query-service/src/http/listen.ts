import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigurationError } from '../configuration/configuration.js';

/** A server that listens; `close` lets running requests finish and ends open streams. */
export interface Listening {
  url: string;
  close(): Promise<void>;
}

/**
 * @throws ConfigurationError when the port is taken or the address cannot be used; `variable` names the setting to change.
 */
export async function listen(handler: RequestListener, at: { host: string; port: number; variable: string }): Promise<Listening> {
  const server = createServer(handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(toListenError(error, at)));
    server.listen(at.port, at.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = at.host.includes(':') ? `[${at.host}]` : at.host;
  return { url: `http://${host}:${port}`, close: () => closeServer(server) };
}

/** An error of `listen` as the operator should read it. */
export function toListenError(error: NodeJS.ErrnoException, at: { host: string; port: number; variable: string }): Error {
  if (error.code === 'EADDRINUSE') {
    return new ConfigurationError(
      `Port ${at.port} on ${at.host} is taken: stop what uses it, or choose another with ${at.variable} (0 for any free one).`,
    );
  }
  return new ConfigurationError(
    `Cannot listen on ${at.host}:${at.port} (${error.code ?? error.message}): change CALLSIGHT_HOST or ${at.variable}.`,
  );
}

const graceMs = 2_000;

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), graceMs).unref();
  });
}
