export { buildDashboards } from './dashboards.js';
export type { QueryRange } from './plugin/macros.js';
export type { VariableValues } from './plugin/variables.js';
export { type DashboardQuery, listDashboardQueries, toClickHouseSql } from './queries.js';
export { type View, views } from './views.js';
