import { FieldColorModeId, type PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { createPanel, type PanelOptions } from './panel.js';

export interface TilesOptions extends PanelOptions {
  /** Whether the query has a first row for the period before, against which the tiles show the change. @default false */
  compared?: boolean;
}

/** The numbers of one row, side by side: one tile a column. */
export function createTiles({ compared = false, ...panel }: TilesOptions): PanelBuilder {
  return createPanel(panel, {
    type: 'stat',
    format: 'table',
    height: 4,
    options: {
      colorMode: 'value',
      graphMode: 'none',
      justifyMode: 'auto',
      orientation: 'vertical',
      reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
      // From the first row to the last; whether more is better differs from tile to tile.
      showPercentChange: compared,
      percentChangeColorMode: 'same_as_value',
      textMode: 'value_and_name',
      wideLayout: true,
    },
    defaults: { color: { mode: FieldColorModeId.Fixed, fixedColor: 'text' } },
  });
}
