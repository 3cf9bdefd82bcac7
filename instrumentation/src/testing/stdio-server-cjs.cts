import mcp = require('@modelcontextprotocol/sdk/server/mcp.js');
import stdio = require('@modelcontextprotocol/sdk/server/stdio.js');

const server = new mcp.McpServer({ name: 'cjs-server', version: '1.0.0' });
server.registerTool('hello', {}, () => ({ content: [{ type: 'text', text: 'hello' }] }));
void server.connect(new stdio.StdioServerTransport());
