import {
  BigValueColorMode,
  BigValueGraphMode,
  GraphDrawStyle,
  ReduceDataOptionsBuilder,
  StackingConfigBuilder,
  StackingMode,
  VisibilityMode,
} from '@grafana/grafana-foundation-sdk/common';
import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as table from '@grafana/grafana-foundation-sdk/table';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import { createClickHouseQuery, DATA_SOURCE } from './clickhouse-query.js';

/** What every panel says of itself. Units are Grafana's: `short`, `ms`, `percentunit`, … */
export interface PanelOptions {
  title: string;
  /** What exactly is counted. */
  description: string;
  /** Below src. */
  sqlFile: string;
  unit?: string;
  /** Of Grafana's 24 columns. */
  width: number;
}

const STAT_HEIGHT = 4;
const CHART_HEIGHT = 8;
const TABLE_HEIGHT = 11;

/** One number. */
export function createStat({ title, description, sqlFile, unit = 'short', width }: PanelOptions): stat.PanelBuilder {
  return new stat.PanelBuilder()
    .title(title)
    .description(description)
    .datasource(DATA_SOURCE)
    .withTarget(createClickHouseQuery(sqlFile, 'table'))
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .graphMode(BigValueGraphMode.None)
    .colorMode(BigValueColorMode.None)
    .unit(unit)
    .noValue('–')
    .height(STAT_HEIGHT)
    .span(width);
}

/** Lines over time. */
export function createTimeSeries({ title, description, sqlFile, unit = 'short', width }: PanelOptions): timeseries.PanelBuilder {
  return new timeseries.PanelBuilder()
    .title(title)
    .description(description)
    .datasource(DATA_SOURCE)
    .withTarget(createClickHouseQuery(sqlFile, 'timeseries'))
    .showPoints(VisibilityMode.Never)
    .unit(unit)
    .min(0)
    .height(CHART_HEIGHT)
    .span(width);
}

/** Counts over time, as stacked bars. */
export function createStackedBars(options: PanelOptions): timeseries.PanelBuilder {
  return createTimeSeries(options)
    .drawStyle(GraphDrawStyle.Bars)
    .fillOpacity(80)
    .lineWidth(0)
    .stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'));
}

/** Rows, with settings for single columns by their name. */
export function createTable(options: PanelOptions, columns: Record<string, DynamicConfigValue[]> = {}): table.PanelBuilder {
  const panel = new table.PanelBuilder()
    .title(options.title)
    .description(options.description)
    .datasource(DATA_SOURCE)
    .withTarget(createClickHouseQuery(options.sqlFile, 'table'))
    .filterable(true)
    .height(TABLE_HEIGHT)
    .span(options.width);
  for (const [name, properties] of Object.entries(columns)) panel.overrideByName(name, properties);
  return panel;
}

export function withUnit(unit: string): DynamicConfigValue {
  return { id: 'unit', value: unit };
}

/** Turns a column's cells into links to a dashboard, over the same period, filtered by the cell's value. */
export function withLink(title: string, dashboard: string, variable: string): DynamicConfigValue {
  return { id: 'links', value: [{ title, url: `/d/${dashboard}?var-${variable}=\${__value.raw}&\${__url_time_range}` }] };
}
