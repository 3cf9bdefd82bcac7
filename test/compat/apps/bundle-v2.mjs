import * as client from '@modelcontextprotocol/client';
import * as node from '@modelcontextprotocol/node';
import * as server from '@modelcontextprotocol/server';
import * as stdio from '@modelcontextprotocol/server/stdio';
import * as zod from 'zod';
import { createApp } from './v2.cjs';

/** The server on SDK v2, as one file. */
const modules = {
  '@modelcontextprotocol/client': client,
  '@modelcontextprotocol/node': node,
  '@modelcontextprotocol/server': server,
  '@modelcontextprotocol/server/stdio': stdio,
  zod,
};

createApp(async (name) => modules[name]).then((app) => app.serve({ ...JSON.parse(process.argv[2]), observe: (subject) => subject }));
