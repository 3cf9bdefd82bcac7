import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { createServer } from './pair.js';

const server = createServer();
server.registerTool('exit', {}, () => process.exit(0));
server.registerTool('crash', {}, () => {
  setImmediate(() => {
    throw new Error('crashed');
  });
  return new Promise<never>(() => undefined);
});
await server.connect(new StdioServerTransport());
