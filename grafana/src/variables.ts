import {
  CustomVariableBuilder,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  TextBoxVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DATA_SOURCE, PLUGIN_ID, PROVISIONED_DATA_SOURCE } from './plugin/query.js';
import { readSql } from './plugin/sql.js';

/** The filters of the dashboards: any number of values, all by default. */
export const filters = {
  service: () => createListVariable('service', 'Service'),
  tool: () => createListVariable('tool', 'Tool'),
  client: () => createListVariable('client', 'Client'),
  outcome: () => createListVariable('outcome', 'Outcome'),
};

/** A filter with the values that `variables/NAME.sql` finds. */
function createListVariable(name: string, label: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .datasource(DATA_SOURCE)
    .query({ refId: name, queryType: 'sql', editorType: 'sql', rawSql: readSql(`variables/${name}.sql`) })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .current({ selected: true, text: ['All'], value: ['$__all'] });
}

/** What a dashboard is about, typed or linked to. */
export function createTextVariable(name: string, label: string, value = ''): TextBoxVariableBuilder {
  return new TextBoxVariableBuilder(name).label(label).defaultValue(value).current({ selected: true, text: value, value });
}

/** By what charts of tool calls are split. */
export function createSplitVariable(): CustomVariableBuilder {
  return new CustomVariableBuilder('split')
    .label('Split by')
    .values('tool,outcome,client,service')
    .current({ selected: true, text: 'tool', value: 'tool' });
}

/** Which ClickHouse is asked. */
export function createDataSourceVariable(): DatasourceVariableBuilder {
  return new DatasourceVariableBuilder('datasource')
    .label('Data source')
    .type(PLUGIN_ID)
    .current({ selected: true, text: PROVISIONED_DATA_SOURCE.name, value: PROVISIONED_DATA_SOURCE.uid });
}
