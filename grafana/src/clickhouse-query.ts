import { readFileSync } from 'node:fs';
import type * as cog from '@grafana/grafana-foundation-sdk/cog';

/** The data source that provisioning/datasources/callsight.yaml describes. */
export const DATA_SOURCE = { type: 'grafana-clickhouse-datasource', uid: 'callsight' };

/** How the plugin shapes a result. */
const FORMATS = { timeseries: 0, table: 1 } as const;

export type QueryFormat = keyof typeof FORMATS;

/** A panel's query, in the model of the ClickHouse plugin, for which the SDK has no builder. */
export function createClickHouseQuery(sqlFile: string, format: QueryFormat): cog.Builder<cog.Dataquery> {
  const query = {
    refId: 'A',
    datasource: DATA_SOURCE,
    editorType: 'sql',
    queryType: format,
    format: FORMATS[format],
    rawSql: readSql(sqlFile),
    pluginVersion: '4.22.1',
    // The SDK tells queries from other objects by this method; JSON leaves it out.
    _implementsDataqueryVariant: () => {},
  };
  return { build: () => query };
}

/** The text of a file below src, such as `sessions/total.sql`. */
export function readSql(file: string): string {
  return readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8').trim();
}
