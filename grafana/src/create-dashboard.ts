import {
  AnnotationQueryBuilder,
  DashboardBuilder,
  DashboardLinkBuilder,
  DashboardLinkType,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { createClickHouseQuery, DATA_SOURCE } from './plugin/query.js';
import { createDataSourceVariable, createTextVariable } from './variables.js';

/** Where `npm start` and docker-compose.yml serve the page. */
const PAGE = 'http://127.0.0.1:4000';

/**
 * A dashboard with what all of them share: the data source, the period, links to each other, the address of the page, and a mark where the
 * first session with a version of a service began.
 */
export function createDashboard(uid: string, title: string, description: string): DashboardBuilder {
  return new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags(['callsight', 'mcp'])
    .timezone('browser')
    .time({ from: 'now-24h', to: 'now' })
    .refresh('30s')
    .readonly()
    .link(
      new DashboardLinkBuilder('Callsight')
        .type(DashboardLinkType.Dashboards)
        .tags(['callsight'])
        .asDropdown(true)
        .keepTime(true)
        .includeVars(true),
    )
    .annotation(
      new AnnotationQueryBuilder()
        .name('New service versions')
        .datasource(DATA_SOURCE)
        .enable(true)
        .iconColor('purple')
        .target(createClickHouseQuery('annotations/versions.sql', 'table', 'versions')),
    )
    .withVariable(createDataSourceVariable())
    .withVariable(createTextVariable('page', 'Address of the page', PAGE));
}
