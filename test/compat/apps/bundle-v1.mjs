import * as client from '@modelcontextprotocol/sdk/client/index.js';
import * as mcp from '@modelcontextprotocol/sdk/server/mcp.js';
import * as stdio from '@modelcontextprotocol/sdk/server/stdio.js';
import * as http from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import * as zod from 'zod';
import { createApp } from './v1.cjs';

/** The server on SDK v1, as one file. */
const modules = {
  '@modelcontextprotocol/sdk/client/index.js': client,
  '@modelcontextprotocol/sdk/server/mcp.js': mcp,
  '@modelcontextprotocol/sdk/server/stdio.js': stdio,
  '@modelcontextprotocol/sdk/server/streamableHttp.js': http,
  zod,
};

createApp(async (name) => modules[name]).then((app) => app.serve({ ...JSON.parse(process.argv[2]), observe: (subject) => subject }));
