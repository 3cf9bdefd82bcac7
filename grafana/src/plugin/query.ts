import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import { readSql } from './sql.js';

export const PLUGIN_ID = 'grafana-clickhouse-datasource';

/** The data source that provisioning/datasources/callsight.yaml describes. */
export const PROVISIONED_DATA_SOURCE = { name: 'Callsight', uid: 'callsight' };

/** The data source that is chosen in the dashboard: the provisioned one, unless told otherwise. */
export const DATA_SOURCE = { type: PLUGIN_ID, uid: '${datasource}' };

/** The release whose query model and macros these dashboards are written for; docker-compose.yml installs it. */
export const PLUGIN_VERSION = '4.22.1';

/** How the plugin shapes a result. */
const FORMATS = { timeseries: 0, table: 1, logs: 2, traces: 3 } as const;

export type QueryFormat = keyof typeof FORMATS;

/** A query in the plugin's model, as panels, annotations and alert rules hold it. */
export interface ClickHouseQuery {
  refId: string;
  datasource: typeof DATA_SOURCE;
  editorType: 'sql';
  queryType: QueryFormat;
  format: number;
  rawSql: string;
  pluginVersion: string;
}

/** The query in a file below src, such as `sessions/total.sql`. */
export function toClickHouseQuery(sqlFile: string, format: QueryFormat, refId = 'A'): ClickHouseQuery {
  return {
    refId,
    datasource: DATA_SOURCE,
    editorType: 'sql',
    queryType: format,
    format: FORMATS[format],
    rawSql: readSql(sqlFile),
    pluginVersion: PLUGIN_VERSION,
  };
}

/** The same for a panel of the SDK, which has no builder for this plugin. */
export function createClickHouseQuery(sqlFile: string, format: QueryFormat, refId?: string): cog.Builder<cog.Dataquery> {
  // The SDK tells queries from other objects by this method; JSON leaves it out.
  const query = { ...toClickHouseQuery(sqlFile, format, refId), _implementsDataqueryVariant: () => {} };
  return { build: () => query };
}
