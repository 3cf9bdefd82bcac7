import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { CallToolResultSchema, type Implementation, McpError } from '@modelcontextprotocol/sdk/types.js';

export interface CallOptions {
  /** The agent loses patience and gives up. */
  timeoutMs?: number;
  /** Its user changes their mind. */
  cancelAfterMs?: number;
}

/** A session with one server. Calls that fail answer undefined: an agent goes on with what it has. */
export interface Connection {
  client: Client;
  /** The text of the result; undefined when the tool, the server or the agent's patience failed. */
  call(tool: string, args?: Record<string, unknown>, options?: CallOptions): Promise<string | undefined>;
  /** The same for any other request of the client. */
  attempt<T>(request: (client: Client) => Promise<T>): Promise<T | undefined>;
  close(): Promise<void>;
}

export async function openConnection(agent: Implementation, transport: Transport, stop: AbortSignal): Promise<Connection> {
  const client = new Client(agent);
  await client.connect(transport, { timeout: 10_000 });

  async function attempt<T>(request: (client: Client) => Promise<T>): Promise<T | undefined> {
    stop.throwIfAborted();
    try {
      return await request(client);
    } catch (error) {
      stop.throwIfAborted();
      if (error instanceof McpError) return undefined;
      throw error;
    }
  }

  async function call(tool: string, args: Record<string, unknown> = {}, options: CallOptions = {}): Promise<string | undefined> {
    const { timeoutMs: timeout = 30_000, cancelAfterMs } = options;
    const abort = new AbortController();
    // The SDK never takes its listener off a signal, so each call has its own.
    const leave = () => abort.abort('The agent is shutting down');
    stop.addEventListener('abort', leave, { once: true });
    const timer =
      cancelAfterMs === undefined ? undefined : setTimeout(() => abort.abort('The user asked for something else'), cancelAfterMs);
    const params = { name: tool, arguments: args };
    const request = { signal: abort.signal, timeout, onprogress: () => undefined };
    try {
      const result = await attempt((client) => client.request({ method: 'tools/call', params }, CallToolResultSchema, request));
      const [first] = result?.isError ? [] : (result?.content ?? []);
      return first?.type === 'text' ? first.text : undefined;
    } finally {
      clearTimeout(timer);
      stop.removeEventListener('abort', leave);
    }
  }

  async function close(): Promise<void> {
    if (transport instanceof StreamableHTTPClientTransport) await transport.terminateSession().catch(() => undefined);
    await client.close();
  }

  return { client, call, attempt, close };
}
