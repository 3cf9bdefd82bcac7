import type { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { createPanel, type PanelOptions } from './panel.js';

export interface ChartOptions extends PanelOptions {
  /** Grafana's unit of all series. */
  unit?: string;
  /** The greatest value of the axis, where there is one. */
  max?: number;
}

const HEIGHT = 8;
const options = {
  legend: { calcs: [], displayMode: 'list', placement: 'bottom', showLegend: true },
  tooltip: { mode: 'multi', sort: 'desc' },
};

/** Lines over time, with gaps where there is no value. */
export function createLines({ unit = 'short', max, ...panel }: ChartOptions): PanelBuilder {
  return createPanel(panel, {
    type: 'timeseries',
    format: 'timeseries',
    height: HEIGHT,
    options,
    defaults: { unit, min: 0, ...(max === undefined ? {} : { max }), custom: { drawStyle: 'line', showPoints: 'auto', spanNulls: false } },
  });
}

/** Counts over time, as stacked bars. */
export function createBars({ unit = 'short', ...panel }: ChartOptions): PanelBuilder {
  return createPanel(panel, {
    type: 'timeseries',
    format: 'timeseries',
    height: HEIGHT,
    options,
    defaults: {
      unit,
      min: 0,
      custom: { drawStyle: 'bars', fillOpacity: 80, lineWidth: 0, showPoints: 'never', stacking: { mode: 'normal', group: 'A' } },
    },
  });
}

/** Counts by time and band: each column of the query is one band, the lowest first. */
export function createHeatmap(panel: PanelOptions): PanelBuilder {
  return createPanel(panel, {
    type: 'heatmap',
    format: 'timeseries',
    height: HEIGHT,
    options: {
      calculate: false,
      cellGap: 1,
      color: { mode: 'scheme', scheme: 'Blues', fill: 'dark-blue', scale: 'exponential', exponent: 0.5, steps: 64, reverse: false },
      exemplars: { color: 'rgba(255,0,255,0.7)' },
      filterValues: { le: 1e-9 },
      legend: { show: true },
      rowsFrame: { layout: 'auto' },
      showValue: 'never',
      tooltip: { mode: 'single', yHistogram: true, showColorScale: true },
      yAxis: { axisPlacement: 'left', reverse: false },
    },
  });
}
