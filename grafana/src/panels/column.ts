import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';

/** A place that a cell leads to. */
export interface Link {
  title: string;
  url: string;
}

/** How one column of a query's result is shown. */
export interface Column {
  /** Its heading, where the column's name does not say it. */
  label?: string;
  /** Grafana's unit: `short`, `ms`, `percentunit`, `bytes`, … */
  unit?: string;
  links?: Link[];
  /** Values from which on a number turns orange and red. */
  warnFrom?: { orange: number; red: number };
  /** Values below which a number turns orange and red. */
  warnBelow?: { orange: number; red: number };
  /** A JSON text, shown as a tree. */
  json?: boolean;
  /** Read by links only. */
  hidden?: boolean;
  /** Pixels. */
  width?: number;
}

/** The columns of a query by their names. */
export type Columns = Readonly<Record<string, Column>>;

const GOOD = 'green';

/** The overrides of a field for its column. */
export function toOverrides({ label, unit, links, warnFrom, warnBelow, json, hidden, width }: Column): DynamicConfigValue[] {
  return [
    ...(label === undefined ? [] : [{ id: 'displayName', value: label }]),
    ...(unit === undefined ? [] : [{ id: 'unit', value: unit }]),
    ...(links === undefined ? [] : [{ id: 'links', value: links }]),
    ...(warnFrom === undefined ? [] : toThresholds([GOOD, 'orange', 'red'], [warnFrom.orange, warnFrom.red])),
    ...(warnBelow === undefined ? [] : toThresholds(['red', 'orange', GOOD], [warnBelow.red, warnBelow.orange])),
    ...(json ? [{ id: 'custom.cellOptions', value: { type: 'json-view' } }] : []),
    ...(hidden ? [{ id: 'custom.hideFrom.viz', value: true }] : []),
    ...(width === undefined ? [] : [{ id: 'custom.width', value: width }]),
  ];
}

function toThresholds(colors: string[], limits: number[]): DynamicConfigValue[] {
  const steps = colors.map((color, index) => ({ color, value: index === 0 ? null : limits[index - 1] }));
  return [
    { id: 'thresholds', value: { mode: 'absolute', steps } },
    { id: 'color', value: { mode: 'thresholds' } },
    { id: 'custom.cellOptions', value: { type: 'color-text' } },
  ];
}
