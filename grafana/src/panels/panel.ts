import { type FieldConfigSource, PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { createClickHouseQuery, DATA_SOURCE, type QueryFormat } from '../plugin/query.js';
import { type Columns, toOverrides } from './column.js';

/** What every panel says of itself. */
export interface PanelOptions {
  title: string;
  /** What exactly is counted. */
  description: string;
  /**
   * Below src. Several, by the names of their queries, are asked beside each other, and Grafana puts their rows together: columns of one table,
   * joined by their column `key`, or rows below each other.
   */
  sqlFile: string | { joined: Readonly<Record<string, string>> } | { appended: Readonly<Record<string, string>> };
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

/** How Grafana puts the rows of several queries together. A row that only some have a part of is not shown half. */
const transformations = {
  joined: { id: 'joinByField', options: { byField: 'key', mode: 'inner' } },
  appended: { id: 'merge', options: {} },
};

/** A panel of any kind; the kinds of these dashboards are in the files beside this one. */
export function createPanel(panel: PanelOptions, { type, format, height, options, defaults = {} }: Visualization): PanelBuilder {
  const overrides = Object.entries(panel.columns ?? {}).map(([name, column]) => ({
    matcher: { id: 'byName', options: name },
    properties: toOverrides(column),
  }));
  const [transformation, queries] = toQueries(panel.sqlFile);
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
  return transformation ? builder.withTransformation(transformation) : builder;
}

function toQueries(sqlFile: PanelOptions['sqlFile']) {
  if (typeof sqlFile === 'string') return [undefined, { A: sqlFile }] as const;
  return 'joined' in sqlFile
    ? ([transformations.joined, sqlFile.joined] as const)
    : ([transformations.appended, sqlFile.appended] as const);
}
