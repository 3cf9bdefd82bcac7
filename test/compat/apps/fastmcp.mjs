import { createServer } from 'node:http';
import { FastMCP } from 'fastmcp';
import { z } from 'zod';

const { transport } = JSON.parse(process.argv[2]);
const server = new FastMCP({ name: 'compat-server', version: '1.0.0' });
server.addTool({ name: 'echo', parameters: z.object({ message: z.string() }), execute: async ({ message }) => message });
server.addTool({
  name: 'fail',
  execute: async () => ({ content: [{ type: 'text', text: 'out of ink' }], isError: true }),
});

if (transport === 'stdio') await server.start({ transportType: 'stdio' });
else {
  const port = await freePort();
  await server.start({ transportType: 'httpStream', httpStream: { port, host: '127.0.0.1' } });
  process.stdin.resume().once('end', () => server.stop());
  process.stdout.write(`${port}\n`);
}

/** The framework takes no port of 0. */
async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
