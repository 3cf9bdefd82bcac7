import { readerSettings, textSettings } from '@callsight/clickhouse';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { z } from 'zod';
import type { clickHouseVariables } from '../configuration/variables.js';
import { version } from '../version.js';

type ServerConfiguration = z.infer<z.ZodObject<typeof clickHouseVariables>>;

/**
 * A client of a ClickHouse server that reads as the embedded engine's readers do; a query also ends when nobody waits for it.
 */
export function createReaderClient(configuration: ServerConfiguration): ClickHouseClient {
  return createServerClient(configuration, configuration.CALLSIGHT_CLICKHOUSE_DATABASE, {
    ...readerSettings,
    ...textSettings,
    cancel_http_readonly_queries_on_client_close: 1,
  });
}

/** A client of a ClickHouse server without settings of its own. */
export function createServerClient(
  configuration: ServerConfiguration,
  database: string,
  settings: NonNullable<Parameters<typeof createClient>[0]>['clickhouse_settings'] = {},
): ClickHouseClient {
  return createClient({
    url: configuration.CALLSIGHT_CLICKHOUSE_URL,
    username: configuration.CALLSIGHT_CLICKHOUSE_USER,
    password: configuration.CALLSIGHT_CLICKHOUSE_PASSWORD,
    database,
    application: `callsight/${version}`,
    compression: { response: true },
    clickhouse_settings: settings,
    // Errors reach those who can tell what they mean.
    log: { level: ClickHouseLogLevel.OFF },
  });
}
