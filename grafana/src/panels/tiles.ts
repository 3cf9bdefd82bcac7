import { FieldColorModeId, type PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { createPanel, type PanelOptions } from './panel.js';

/** The numbers of one row, side by side: one tile a column. */
export function createTiles(panel: PanelOptions): PanelBuilder {
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
      showPercentChange: false,
      textMode: 'value_and_name',
      wideLayout: true,
    },
    defaults: { color: { mode: FieldColorModeId.Fixed, fixedColor: 'text' } },
  });
}
