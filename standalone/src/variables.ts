import { apiVariables, portVariable, retentionVariables } from '@callsight/query-service';
import { z } from 'zod';

/** Everything the `callsight` command can be told, by environment variable. */
export const variables = {
  ...apiVariables,
  CALLSIGHT_OTLP_PORT: portVariable.prefault('4318').describe('Port of the OTLP/HTTP endpoint; 0 means any free port'),
  CALLSIGHT_CLICKHOUSE_PORT: z
    .union([z.literal('off').transform(() => null), portVariable], { error: 'expected a port from 0 to 65535, or off' })
    .prefault('8123')
    .describe('Port of ClickHouse’s HTTP interface: SQL to read, inserts with an ingest token; `off` closes it'),
  CALLSIGHT_DATA_DIR: z.string().default('.callsight').describe('Data directory of the embedded engine'),
  CALLSIGHT_MEMORY_MB: z.coerce
    .number({ error: 'expected a number of mebibytes, at least 512, or 0' })
    .int()
    .refine((value) => value === 0 || value >= 512, 'expected a number of mebibytes, at least 512, or 0')
    .prefault(0)
    .describe('Memory that the engine may use, in MiB; 0 means half of the machine’s'),
  CALLSIGHT_INGEST_TOKENS: z
    .string()
    .optional()
    .describe('Bearer tokens of the OTLP endpoint and of inserts over SQL, separated by commas, at least 16 characters each'),
  CALLSIGHT_INGEST_TOKENS_FILE: z.string().optional().describe('File with further ingest tokens, one per line'),
  CALLSIGHT_OTLP_ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((origin) => origin.trim())
        .filter(Boolean),
    )
    .refine((origins) => origins.every((origin) => origin === '*' || (URL.canParse(origin) && new URL(origin).origin === origin)), {
      error: 'expected origins such as https://app.example, separated by commas, or *',
    })
    .describe('Origins of web pages whose scripts may send to the OTLP endpoint, separated by commas; none by default'),
  ...retentionVariables,
};

export type Configuration = z.infer<z.ZodObject<typeof variables>>;
