import { type FieldConfigSource, PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { createClickHouseQuery, DATA_SOURCE, type QueryFormat } from '../plugin/query.js';
import { type Columns, toOverrides } from './column.js';

/** What every panel says of itself. */
export interface PanelOptions {
  title: string;
  /** What exactly is counted. */
  description: string;
  /** Below src. */
  sqlFile: string;
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
  return (
    new PanelBuilder()
      .type(type)
      .title(panel.title)
      .description(panel.description)
      .datasource(DATA_SOURCE)
      .withTarget(createClickHouseQuery(panel.sqlFile, format))
      .options(options)
      .fieldConfig({ defaults: { noValue: '–', ...defaults }, overrides })
      // Of 120 intervals at most, as on the page: wide ones are answered by the rollup.
      .maxDataPoints(120)
      .height(panel.height ?? height)
      .span(panel.width)
  );
}
