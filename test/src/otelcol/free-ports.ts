import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Below the ports that systems hand out by themselves: nobody else is given one of these while it is not listened on. */
const lowest = 20_000;
const highest = 32_000;

/** Ports of loopback that were free a moment ago, all different: for programs that cannot tell which one they took. */
export async function findFreePorts(count: number): Promise<number[]> {
  const found = new Map<number, Server>();
  while (found.size < count) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest));
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('listening', () => resolve(true)).once('error', () => resolve(false));
      server.listen(port, '127.0.0.1');
    });
    if (isFree) found.set(port, server);
  }
  await Promise.all(
    [...found.values()].map((server) => {
      server.close();
      return once(server, 'close');
    }),
  );
  return [...found.keys()];
}
