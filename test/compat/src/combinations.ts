export type Transport = 'stdio' | 'stateful' | 'stateless' | 'sse' | 'websocket' | 'handler' | 'memory';
export type Loading = 'import' | 'require' | 'explicit' | 'host' | 'host + register' | 'injection';

/** One way to run a client and a server. */
export interface Combination {
  /** A folder of `stacks` or `isolated`. */
  stack: string;
  /** Generation of the SDK that client and server are written for. */
  sdk: 'v1' | 'v2';
  node: 20 | 22 | 24;
  module: 'esm' | 'cjs';
  loading: Loading;
  transport: Transport;
  /** Of the protocol: SDK v2 speaks the one with a handshake and the one without. */
  era?: 'modern';
  /** A framework or bundle that stands for the server, in place of the plain SDK. */
  server?: 'fastmcp' | 'mcp-framework' | 'xmcp' | 'bundle' | 'minified bundle';
}

/** Pairwise rather than all with all: each version meets each kind of loading, Node.js version and transport in some row. */
export const COMBINATIONS: Combination[] = [
  { stack: 'v1-1.10', sdk: 'v1', node: 20, module: 'esm', loading: 'import', transport: 'stdio' },
  { stack: 'v1-1.10', sdk: 'v1', node: 22, module: 'cjs', loading: 'require', transport: 'stateful' },
  { stack: 'v1-1.20', sdk: 'v1', node: 24, module: 'cjs', loading: 'require', transport: 'stdio' },
  { stack: 'v1-1.20', sdk: 'v1', node: 22, module: 'esm', loading: 'import', transport: 'stateless' },
  { stack: 'v1-1.27', sdk: 'v1', node: 24, module: 'esm', loading: 'import', transport: 'stateful' },
  { stack: 'v1-1.27', sdk: 'v1', node: 20, module: 'cjs', loading: 'require', transport: 'sse' },
  { stack: 'v1-1.32', sdk: 'v1', node: 20, module: 'esm', loading: 'require', transport: 'sse' },
  { stack: 'v1-1.32', sdk: 'v1', node: 24, module: 'cjs', loading: 'import', transport: 'memory' },
  { stack: 'v1-1.32', sdk: 'v1', node: 22, module: 'cjs', loading: 'require', transport: 'websocket' },
  { stack: 'v1-1.32', sdk: 'v1', node: 24, module: 'esm', loading: 'import', transport: 'websocket' },
  { stack: 'v1-1.32', sdk: 'v1', node: 22, module: 'esm', loading: 'import', transport: 'stdio' },
  { stack: 'otel-2', sdk: 'v1', node: 22, module: 'esm', loading: 'explicit', transport: 'stdio' },
  { stack: 'v1-1.32', sdk: 'v1', node: 20, module: 'cjs', loading: 'import', transport: 'stateless' },

  { stack: 'v2-2.0', sdk: 'v2', node: 20, module: 'esm', loading: 'import', transport: 'stdio', era: 'modern' },
  { stack: 'v2-2.0', sdk: 'v2', node: 22, module: 'cjs', loading: 'require', transport: 'handler', era: 'modern' },
  { stack: 'v2-2.0', sdk: 'v2', node: 24, module: 'esm', loading: 'import', transport: 'handler' },
  { stack: 'v2-2.4', sdk: 'v2', node: 20, module: 'cjs', loading: 'require', transport: 'stdio' },
  { stack: 'v2-2.4', sdk: 'v2', node: 22, module: 'esm', loading: 'import', transport: 'stateful' },
  { stack: 'v2-2.4', sdk: 'v2', node: 24, module: 'esm', loading: 'import', transport: 'handler', era: 'modern' },
  { stack: 'v2-2.4', sdk: 'v2', node: 24, module: 'cjs', loading: 'import', transport: 'stdio', era: 'modern' },
  { stack: 'v2-2.4', sdk: 'v2', node: 20, module: 'esm', loading: 'import', transport: 'memory' },
  { stack: 'otel-3', sdk: 'v2', node: 24, module: 'cjs', loading: 'explicit', transport: 'handler', era: 'modern' },

  { stack: 'otel-2.0', sdk: 'v1', node: 20, module: 'esm', loading: 'import', transport: 'stdio' },
  { stack: 'otel-2.0', sdk: 'v2', node: 24, module: 'esm', loading: 'host', transport: 'handler', era: 'modern' },
  { stack: 'otel-2', sdk: 'v1', node: 20, module: 'esm', loading: 'host', transport: 'stdio' },
  { stack: 'otel-2', sdk: 'v2', node: 22, module: 'cjs', loading: 'host', transport: 'handler', era: 'modern' },
  { stack: 'otel-2', sdk: 'v2', node: 24, module: 'esm', loading: 'host + register', transport: 'stdio' },
  { stack: 'otel-3', sdk: 'v1', node: 24, module: 'cjs', loading: 'host', transport: 'stateful' },
  { stack: 'otel-3', sdk: 'v2', node: 24, module: 'esm', loading: 'host', transport: 'handler', era: 'modern' },
  { stack: 'otel-3', sdk: 'v1', node: 22, module: 'esm', loading: 'host + register', transport: 'stdio' },
  { stack: 'otel-3', sdk: 'v1', node: 22, module: 'esm', loading: 'import', transport: 'stateful' },
  { stack: 'otel-3', sdk: 'v1', node: 24, module: 'esm', loading: 'explicit', transport: 'memory' },
  { stack: 'otel-3', sdk: 'v2', node: 22, module: 'cjs', loading: 'import', transport: 'stdio', era: 'modern' },

  { stack: 'fastmcp', sdk: 'v1', node: 20, module: 'esm', loading: 'import', transport: 'stdio', server: 'fastmcp' },
  { stack: 'fastmcp', sdk: 'v1', node: 24, module: 'esm', loading: 'import', transport: 'stateful', server: 'fastmcp' },
  { stack: 'mcp-framework', sdk: 'v1', node: 22, module: 'esm', loading: 'import', transport: 'stdio', server: 'mcp-framework' },
  { stack: 'xmcp', sdk: 'v2', node: 24, module: 'cjs', loading: 'injection', transport: 'stdio', server: 'xmcp' },
  { stack: 'v1-1.32', sdk: 'v1', node: 20, module: 'esm', loading: 'injection', transport: 'stdio', server: 'bundle' },
  { stack: 'v1-1.32', sdk: 'v1', node: 24, module: 'cjs', loading: 'injection', transport: 'stateful', server: 'minified bundle' },
  { stack: 'v2-2.4', sdk: 'v2', node: 20, module: 'cjs', loading: 'injection', transport: 'handler', era: 'modern', server: 'bundle' },
  {
    stack: 'v2-2.4',
    sdk: 'v2',
    node: 24,
    module: 'esm',
    loading: 'injection',
    transport: 'stdio',
    era: 'modern',
    server: 'minified bundle',
  },
];

export function nameOf({ stack, sdk, node, module, loading, transport, era, server }: Combination): string {
  const what = stack.startsWith('otel') ? `${stack} ${sdk}` : stack;
  return [what, `node ${node}`, module, loading, transport, era, server].filter((part) => part !== undefined).join(', ');
}
