import type { Connect } from '@callsight/query-service/contract';
import { toEnvironment, type Way } from './commands';

const register = '@callsight/instrumentation/register';
const command = 'node';
const script = '/path/to/server.js';

/** How each MCP client is told to start a server with the instrumentation. */
export function listClientConfigurations(connection: Connect): Way[] {
  const server = { command, args: ['--import', register, script], env: toEnvironment(connection, 'my-server') };
  const launched = { command: 'npx', args: ['-y', 'some-mcp-server'], env: { NODE_OPTIONS: `--import ${register}`, ...server.env } };
  const common = (file: string) => [{ title: `In ${file}`, code: format({ mcpServers: { 'my-server': server } }), label: 'configuration' }];
  return [
    {
      id: 'claude-desktop',
      name: 'Claude Desktop',
      lead: 'Settings → Developer → Edit Config; restart the app afterwards.',
      steps: common('claude_desktop_config.json'),
    },
    {
      id: 'claude-code',
      name: 'Claude Code',
      lead: 'For you in this project; --scope project shares it in .mcp.json.',
      steps: [{ title: 'In a terminal', code: toClaudeCode(server), label: 'command' }],
    },
    { id: 'cursor', name: 'Cursor', lead: 'For one project, or in ~/.cursor/mcp.json for all.', steps: common('.cursor/mcp.json') },
    {
      id: 'vs-code',
      name: 'VS Code',
      lead: 'For one project; MCP: Open User Configuration opens the one for all.',
      steps: [
        { title: 'In .vscode/mcp.json', code: format({ servers: { 'my-server': { type: 'stdio', ...server } } }), label: 'configuration' },
      ],
    },
    {
      id: 'codex',
      name: 'Codex',
      lead: 'For all projects.',
      steps: [{ title: 'In ~/.codex/config.toml', code: toToml(server), label: 'configuration' }],
    },
    {
      id: 'npx',
      name: 'A server run by npx',
      lead: 'NODE_OPTIONS reaches the server that npx starts. Install @callsight/instrumentation where the client starts it, or name its full path.',
      steps: [{ title: 'In the client’s configuration', code: format({ mcpServers: { 'my-server': launched } }), label: 'configuration' }],
    },
  ];
}

interface Server {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

function toClaudeCode({ command: program, args, env }: Server): string {
  const variables = Object.entries(env).map(([name, value]) => `--env ${name}=${value}`);
  return ['claude mcp add my-server', ...variables, `-- ${program} ${args.join(' ')}`].join(' \\\n  ');
}

function toToml({ command: program, args, env }: Server): string {
  return [
    '[mcp_servers.my-server]',
    `command = ${JSON.stringify(program)}`,
    `args = ${JSON.stringify(args)}`,
    '',
    '[mcp_servers.my-server.env]',
    ...Object.entries(env).map(([name, value]) => `${name} = ${JSON.stringify(value)}`),
  ].join('\n');
}

function format(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
