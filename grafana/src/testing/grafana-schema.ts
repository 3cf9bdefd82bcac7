import type { DataTransformerInfo, standardTransformers } from '@grafana/data';
import type { Dashboard, FieldConfig, GraphFieldConfig, HideableFieldConfig, Panel, TableFieldOptions } from '@grafana/schema';
import type { Options as HeatmapOptions } from '@grafana/schema/dist/esm/raw/composable/heatmap/panelcfg/x/HeatmapPanelCfg_types.gen';
import type { Options as LogsOptions } from '@grafana/schema/dist/esm/raw/composable/logs/panelcfg/x/LogsPanelCfg_types.gen';
import type { Options as StatOptions } from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type { Options as TableOptions } from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type { Options as TimeSeriesOptions } from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import type { ClickHouseQuery } from '../plugin/query.js';

/** A type as JSON holds its values: the text of an enum instead of its member. */
type Json<T> = T extends string
  ? `${T}`
  : T extends readonly (infer Element)[]
    ? Json<Element>[]
    : T extends object
      ? { [Key in keyof T]: Json<T[Key]> }
      : T;

type Transformation<Id extends string, Transformer> = {
  id: Id;
  options: Transformer extends DataTransformerInfo<infer Options> ? Json<Options> : never;
};

type PanelJson<Type extends string, Options, Custom = Record<string, never>> = Omit<
  Json<Panel>,
  'type' | 'targets' | 'options' | 'fieldConfig' | 'transformations'
> & {
  type: Type;
  targets: ClickHouseQuery[];
  transformations?: (
    | Transformation<'joinByField', typeof standardTransformers.joinByFieldTransformer>
    | Transformation<'sortBy', typeof standardTransformers.sortByTransformer>
    | Transformation<'limit', typeof standardTransformers.limitTransformer>
    | { id: 'merge'; options: Record<string, never> }
  )[];
  options: Partial<Json<Options>>;
  fieldConfig: {
    defaults: Omit<Json<FieldConfig>, 'custom'> & { custom?: Partial<Json<Custom>> };
    overrides: { matcher: { id: 'byName'; options: string }; properties: { id: string; value?: unknown }[] }[];
  };
};

/** A dashboard of Grafana's own schema, whose panels are of the kinds used here; Grafana publishes no options of the trace panel. */
export type DashboardJson = Omit<Json<Dashboard>, 'panels' | 'annotations' | 'templating'> & {
  panels: (
    | PanelJson<'stat', StatOptions>
    | PanelJson<'table', TableOptions, TableFieldOptions>
    | PanelJson<'timeseries', TimeSeriesOptions, GraphFieldConfig>
    | PanelJson<'heatmap', HeatmapOptions, HideableFieldConfig>
    | PanelJson<'logs', LogsOptions>
    | PanelJson<'traces', object>
  )[];
  annotations: { list: (Omit<ListElement<Json<Dashboard>['annotations']>, 'target'> & { target?: ClickHouseQuery })[] };
  templating: { list: ListElement<Json<Dashboard>['templating']>[] };
};

type ListElement<Container> = NonNullable<Container> extends { list?: (infer Element)[] } ? Element : never;
