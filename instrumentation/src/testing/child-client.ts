import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { type ChildOptions, ChildServer } from './child-server.js';

const children: ChildServer[] = [];

/** Starts a server in a process of its own, and a client of it. */
export async function connectToChild(options: ChildOptions): Promise<{ child: ChildServer; client: Client }> {
  const child = new ChildServer(options);
  children.push(child);
  const client = new Client({ name: 'test-client', version: '2.0.0' });
  await client.connect(child);
  return { child, client };
}

/** Those that a test left running. */
export function killChildren(): void {
  for (const { process } of children.splice(0)) process.kill('SIGKILL');
}
