import type { Connect } from '@callsight/query-service/contract';

const defaultEndpoint = 'http://127.0.0.1:4318';
const instrumentation = '@callsight/instrumentation';
const register = `${instrumentation}/register`;

/** One thing to run, write or paste. */
export interface Step {
  readonly title: string;
  readonly code: string;
  /** What the code is, as in “Copy start command”. */
  readonly label: string;
  readonly note?: string;
}

/** One way to bring a server or client here. */
export interface Way {
  readonly id: string;
  readonly name: string;
  readonly lead: string;
  readonly steps: readonly Step[];
}

/** Every way to report to this Callsight; its address is named only where it is not the default of the instrumentation. */
export function listWays(connection: Connect): Way[] {
  return [toNode(connection), toCode(connection), toPython(connection), toAnyEmitter(connection), toTrial(connection)];
}

function toNode(connection: Connect): Way {
  return {
    id: 'node',
    name: 'Node.js',
    lead: 'Any server or client on the official TypeScript SDK, v1 or v2, without a change to its code.',
    steps: [
      { title: 'Install the instrumentation beside your server', code: `npm install ${instrumentation}`, label: 'install command' },
      { title: 'Start the server with it', code: instrumented(connection, 'my-server', 'server.js'), label: 'start command' },
      {
        title: 'Also record input and output of failed calls, redacted (all: of every call)',
        code: 'export CALLSIGHT_CAPTURE=errors',
        label: 'capture setting',
        note: 'By default only sizes and shapes leave the server.',
      },
    ],
  };
}

function toCode(connection: Connect): Way {
  return {
    id: 'code',
    name: 'In code',
    lead: 'With an OpenTelemetry set-up of your own, or where nothing can be put in front of the script.',
    steps: [
      {
        title: 'Add it to your instrumentations',
        code: [
          `import { McpInstrumentation } from '${instrumentation}';`,
          "import { registerInstrumentations } from '@opentelemetry/instrumentation';",
          '',
          "registerInstrumentations({ instrumentations: [new McpInstrumentation({ capture: 'errors' })] });",
        ].join('\n'),
        label: 'code',
        note: `Let your exporter send OTLP/HTTP to ${connection.otlpEndpoint}.`,
      },
      {
        title: 'Or observe one server or client, before it connects',
        code: [
          `import { instrument } from '${instrumentation}';`,
          '',
          "const server = instrument(new McpServer({ name: 'files', version: '1.0.0' }));",
        ].join('\n'),
        label: 'code for one server',
      },
    ],
  };
}

function toPython(connection: Connect): Way {
  const settings = [
    'OTEL_SERVICE_NAME=my-server',
    'OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf',
    `OTEL_EXPORTER_OTLP_ENDPOINT=${connection.otlpEndpoint}`,
    ...listHeaders(connection),
  ];
  return {
    id: 'python',
    name: 'Python',
    lead: 'FastMCP 3 and later, and the official SDK from 2.0, make spans by themselves: they only need an exporter.',
    steps: [
      {
        title: 'Install OpenTelemetry’s launcher and exporter',
        code: 'pip install opentelemetry-distro opentelemetry-exporter-otlp-proto-http',
        label: 'install command',
      },
      {
        title: 'Start the server with them',
        code: [...settings, 'opentelemetry-instrument python server.py'].join(' \\\n  '),
        label: 'start command',
      },
    ],
  };
}

function toAnyEmitter(connection: Connect): Way {
  return {
    id: 'otlp',
    name: 'Any OTLP emitter',
    lead: 'Every span with the attribute mcp.method.name of the OpenTelemetry conventions is an operation here, whoever wrote it.',
    steps: [
      {
        title: 'Point its exporter here',
        code: [
          `OTEL_EXPORTER_OTLP_ENDPOINT=${connection.otlpEndpoint}`,
          'OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf',
          ...listHeaders(connection),
        ].join('\n'),
        label: 'settings',
      },
      {
        title: 'Or forward from an OpenTelemetry Collector',
        code: [
          'exporters:',
          '  otlphttp/callsight:',
          `    endpoint: ${connection.otlpEndpoint}`,
          ...(connection.tokenRequired ? ['    headers:', '      authorization: Bearer YOUR_TOKEN'] : []),
        ].join('\n'),
        label: 'Collector configuration',
      },
    ],
  };
}

function toTrial(connection: Connect): Way {
  return {
    id: 'try',
    name: 'Just try it',
    lead: 'One real session with a public example server, in an empty folder, without any client.',
    steps: [
      {
        title: 'Run it',
        code: [
          `npm install ${instrumentation} @modelcontextprotocol/server-everything`,
          `(printf '%s\\n' ${exampleMessages.map((message) => `'${JSON.stringify(message)}'`).join(' ')}; sleep 2) |`,
          `  ${instrumented(connection, 'everything', 'node_modules/@modelcontextprotocol/server-everything/dist/index.js')}`,
        ].join('\n'),
        label: 'example',
      },
    ],
  };
}

/** The shell command that starts a script with the instrumentation. */
function instrumented(connection: Connect, service: string, script: string): string {
  const settings = Object.entries(toEnvironment(connection, service)).map(
    ([name, value]) => `${name}=${/[^\w:./-]/.test(value) ? `'${value}'` : value}`,
  );
  return `${settings.join(' ')} node --import ${register} ${script}`;
}

/** Variables that the instrumentation needs here. */
export function toEnvironment({ otlpEndpoint, tokenRequired }: Connect, service: string): Record<string, string> {
  return {
    ...(otlpEndpoint.replace(/\/$/, '') === defaultEndpoint ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint }),
    ...(tokenRequired ? { OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20YOUR_TOKEN' } : {}),
    OTEL_SERVICE_NAME: service,
  };
}

function listHeaders({ tokenRequired }: Connect): string[] {
  return tokenRequired ? ["OTEL_EXPORTER_OTLP_HEADERS='authorization=Bearer%20YOUR_TOKEN'"] : [];
}

const exampleMessages = [
  {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'shell', version: '1' } },
  },
  { jsonrpc: '2.0', method: 'notifications/initialized' },
  { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'echo', arguments: { message: 'hello' } } },
];
