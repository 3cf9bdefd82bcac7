import { QueryVariableBuilder, TextBoxVariableBuilder, VariableRefresh, VariableSort } from '@grafana/grafana-foundation-sdk/dashboard';
import { DATA_SOURCE, readSql } from './clickhouse-query.js';

/** A filter with the values that a query finds; any number of them, all by default. */
export function createListVariable(name: string, label: string, sqlFile: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .datasource(DATA_SOURCE)
    .query({ editorType: 'sql', rawSql: readSql(sqlFile) })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .current({ selected: true, text: ['All'], value: ['$__all'] });
}

/** A filter to type or to be linked to; no filter while it is empty. */
export function createTextVariable(name: string, label: string): TextBoxVariableBuilder {
  return new TextBoxVariableBuilder(name).label(label).defaultValue('');
}
