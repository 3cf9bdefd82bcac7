import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MCPServer } from 'mcp-framework';

const server = new MCPServer({ name: 'compat-server', version: '1.0.0', basePath: dirname(fileURLToPath(import.meta.url)) });
await server.start();
