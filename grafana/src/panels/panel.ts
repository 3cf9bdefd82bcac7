import { type DataTransformerConfig, type FieldConfigSource, PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { createClickHouseQuery, DATA_SOURCE, type QueryFormat } from '../plugin/query.js';
import { type Columns, toOverrides } from './column.js';

/** Files below src by the names of their queries. */
type Queries = Readonly<Record<string, string>>;

/** What every panel says of itself. */
export interface PanelOptions {
  title: string;
  /** What exactly is counted. */
  description: string;
  /**
   * Below src. Several, by the names of their queries, are asked beside each other, and Grafana puts their rows together: columns of one table,
   * joined by their column `key`, or rows below each other; of these all, or as many as are asked for with the latest times in a column.
   */
  sqlFile: string | { joined: Queries } | { appended: Queries; latest?: { column: string; limit: number } };
  /** Of Grafana's 24 columns. */
  width: number;
  height?: number;
  columns?: Columns;
}

export interface Visualization {
  /** Grafana's name of the panel plugin. */
  type: string;
  format: QueryFormat;
  height: number;
  options: Record<string, unknown>;
  /** Field options, and among them the ones of the panel plugin as `custom`. */
  defaults?: FieldConfigSource['defaults'];
}

/** A panel of any kind; the kinds of these dashboards are in the files beside this one. */
export function createPanel(panel: PanelOptions, { type, format, height, options, defaults = {} }: Visualization): PanelBuilder {
  const overrides = Object.entries(panel.columns ?? {}).map(([name, column]) => ({
    matcher: { id: 'byName', options: name },
    properties: toOverrides(column),
  }));
  const { queries, transformations } = toQueries(panel.sqlFile);
  const builder = new PanelBuilder()
    .type(type)
    .title(panel.title)
    .description(panel.description)
    .datasource(DATA_SOURCE)
    .targets(Object.entries(queries).map(([refId, sqlFile]) => createClickHouseQuery(sqlFile, format, refId)))
    .options(options)
    .fieldConfig({ defaults: { noValue: '–', ...defaults }, overrides })
    // Of 120 intervals at most, as on the page: wide ones are answered by the rollup.
    .maxDataPoints(120)
    .height(panel.height ?? height)
    .span(panel.width);
  return transformations.length > 0 ? builder.transformations(transformations) : builder;
}

/** How Grafana puts the rows of several queries together. A row that only some have a part of is not shown half. */
function toQueries(sqlFile: PanelOptions['sqlFile']): { queries: Queries; transformations: DataTransformerConfig[] } {
  if (typeof sqlFile === 'string') return { queries: { A: sqlFile }, transformations: [] };
  if ('joined' in sqlFile)
    return { queries: sqlFile.joined, transformations: [{ id: 'joinByField', options: { byField: 'key', mode: 'inner' } }] };
  const { appended: queries, latest } = sqlFile;
  const merge = { id: 'merge', options: {} };
  if (!latest) return { queries, transformations: [merge] };
  const sort = { id: 'sortBy', options: { sort: [{ field: latest.column, desc: true }] } };
  return { queries, transformations: [merge, sort, { id: 'limit', options: { limitField: latest.limit } }] };
}
