import { z } from 'zod';

/** A TCP port; 0 stands for any free one. */
export const portVariable = z
  .string()
  .regex(/^\d{1,5}$/, { error: 'expected a port from 0 to 65535' })
  .transform(Number)
  .refine((port) => port <= 65_535, { error: 'expected a port from 0 to 65535' });

const days = z
  .string()
  .regex(/^[1-9]\d{0,3}$/, { error: 'expected a number of days from 1 to 9999' })
  .transform(Number);

/** Variables of every process that serves the page and the API. */
export const apiVariables = {
  CALLSIGHT_HOST: z.string().default('127.0.0.1').describe('Address to listen on. Anything but loopback needs tokens'),
  CALLSIGHT_PORT: portVariable.prefault('4000').describe('Port of the web page and the API; 0 means any free port'),
  CALLSIGHT_API_TOKENS: z
    .string()
    .optional()
    .describe(
      'Bearer tokens of the API and of SQL, separated by commas: `[viewer:|auditor:][name:]token`, at least 16 characters each, or `sha256:` and its hex digest. A token without a role is a viewer’s',
    ),
  CALLSIGHT_API_TOKENS_FILE: z.string().optional().describe('File with further API tokens, one per line'),
  CALLSIGHT_RATE_LIMIT: z
    .union(
      [
        z.literal('off').transform(() => undefined),
        z
          .string()
          .regex(/^[1-9]\d{0,6}$/)
          .transform(Number),
      ],
      {
        error: 'expected a number of requests from 1 to 9999999, or off',
      },
    )
    .prefault('6000')
    .describe('Requests that each API token may send in a minute; `off` lifts the limit'),
  CALLSIGHT_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug'], { error: 'expected fatal, error, warn, info or debug' })
    .default('warn')
    .describe('Least severe log lines to print, as JSON on stderr'),
};

/** Variables of every process that owns the schema. */
export const retentionVariables = {
  CALLSIGHT_RETENTION_DAYS: days.prefault('30').describe('Days that operations and sessions are kept'),
  CALLSIGHT_CONTENT_RETENTION_DAYS: days.prefault('7').describe('Days that arguments and results are kept'),
  CALLSIGHT_TRACE_RETENTION_DAYS: days.prefault('30').describe('Days that spans, log records and metric points are kept as they came'),
};

/** Variables of a process that uses a ClickHouse server. */
export const clickHouseVariables = {
  CALLSIGHT_CLICKHOUSE_URL: z
    .url({ protocol: /^https?$/, error: 'expected a URL such as http://clickhouse:8123' })
    .describe('HTTP interface of the ClickHouse server'),
  CALLSIGHT_CLICKHOUSE_USER: z.string().default('default').describe('User of the ClickHouse server'),
  CALLSIGHT_CLICKHOUSE_PASSWORD: z.string().default('').describe('Password of that user'),
  CALLSIGHT_CLICKHOUSE_DATABASE: z
    .string()
    .regex(/^[A-Za-z_]\w*$/, { error: 'expected letters, digits and underscores' })
    .default('callsight')
    .describe('Database that holds the schema'),
};

/** Everything the query service of a server deployment can be told. */
export const queryServiceVariables = {
  ...apiVariables,
  ...clickHouseVariables,
  CALLSIGHT_OTLP_ENDPOINT: z
    .url({ error: 'expected a URL such as http://collector:4318' })
    .default('http://127.0.0.1:4318')
    .describe('OTLP/HTTP address that the page shows to servers that want to report'),
  CALLSIGHT_OTLP_TOKEN_REQUIRED: z
    .enum(['true', 'false'], { error: 'expected true or false' })
    .prefault('false')
    .transform((text) => text === 'true')
    .describe('Whether that address asks for a token, which the page then tells as well'),
  CALLSIGHT_SELF_OTLP_ENDPOINT: z
    .url({ error: 'expected a URL such as http://collector:4318' })
    .optional()
    .describe('OTLP/HTTP address to which the MCP endpoint reports itself, as the service `callsight`; without it, nowhere'),
  CALLSIGHT_SELF_OTLP_TOKEN: z
    .string()
    .optional()
    .transform((list) => list?.split(',')[0])
    .describe('Ingest token for that address; of a list, the first'),
};

/** Everything the migrator can be told. */
export const migrateVariables = {
  ...clickHouseVariables,
  CALLSIGHT_CLICKHOUSE_CLUSTER: z
    .string()
    .regex(/^[\w-]+$/, { error: 'expected the name of a cluster: letters, digits, _ and -' })
    .optional()
    .describe('Cluster of the servers’ `remote_servers` that holds the schema; without it, the one server does'),
  ...retentionVariables,
};
