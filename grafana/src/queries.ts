import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { buildDashboards } from './dashboards.js';
import { expandMacros, type QueryRange } from './plugin/macros.js';
import type { ClickHouseQuery } from './plugin/query.js';
import { interpolateVariables, type VariableValues } from './plugin/variables.js';

/** A query that Grafana sends for a dashboard. */
export interface DashboardQuery {
  /** File of the dashboard, and the title or name of what asks. */
  dashboard: string;
  title: string;
  /** File of the dashboard, and what of it asks: `sessions.json: Sessions created`; with the name of the query where a panel has several. */
  name: string;
  kind: 'panel' | 'variable' | 'annotation';
  sql: string;
}

/** The parts of a built dashboard that hold queries of ClickHouse. */
interface QueryHolders {
  panels: { title: string; targets: ClickHouseQuery[] }[];
  templating: { list: { name: string; query?: string | { rawSql?: string } }[] };
  annotations: { list: { name: string; target?: { rawSql?: string } }[] };
}

/** Every query of every dashboard. */
export function listDashboardQueries(dashboards: Record<string, Dashboard> = buildDashboards()): DashboardQuery[] {
  return Object.entries(dashboards).flatMap(([file, dashboard]) => {
    const holders: QueryHolders = JSON.parse(JSON.stringify(dashboard));
    const toQuery = (kind: DashboardQuery['kind'], title: string, sql: string | undefined, query = ''): DashboardQuery[] =>
      sql === undefined ? [] : [{ dashboard: file, title, name: `${file}: ${title}${query}`, kind, sql }];
    return [
      ...holders.panels.flatMap(({ title, targets }) =>
        targets.flatMap(({ refId, rawSql }) => toQuery('panel', title, rawSql, targets.length > 1 ? `, ${refId}` : '')),
      ),
      ...holders.templating.list.flatMap(({ name, query }) =>
        toQuery('variable', name, typeof query === 'object' ? query.rawSql : undefined),
      ),
      ...holders.annotations.list.flatMap(({ name, target }) => toQuery('annotation', name, target?.rawSql)),
    ];
  });
}

/** A query as ClickHouse receives it from Grafana. */
export function toClickHouseSql(sql: string, range: QueryRange, values: VariableValues): string {
  return expandMacros(interpolateVariables(sql, values), range);
}
