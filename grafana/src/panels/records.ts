import type { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { createPanel, type PanelOptions } from './panel.js';

/** Rows. */
export function createTable(panel: PanelOptions): PanelBuilder {
  return createPanel(panel, {
    type: 'table',
    format: 'table',
    height: 11,
    options: { cellHeight: 'sm', showHeader: true, enablePagination: true },
    defaults: { custom: { align: 'auto', cellOptions: { type: 'auto' }, filterable: true, inspect: true } },
  });
}

/** One trace, with the column aliases that the plugin asks of a trace query. */
export function createTraceView(panel: PanelOptions): PanelBuilder {
  return createPanel(panel, { type: 'traces', format: 'traces', height: 14, options: {} });
}

/** Log records, newest last. */
export function createLogView(panel: PanelOptions): PanelBuilder {
  return createPanel(panel, {
    type: 'logs',
    format: 'logs',
    height: 8,
    options: {
      dedupStrategy: 'none',
      enableLogDetails: true,
      prettifyLogMessage: false,
      showCommonLabels: false,
      showLabels: false,
      showLogContextToggle: false,
      showTime: true,
      sortOrder: 'Ascending',
      wrapLogMessage: true,
    },
  });
}
