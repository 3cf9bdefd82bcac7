import { readdirSync } from 'node:fs';
import { alertRules } from './alerts/rules.js';
import { buildDashboards } from './dashboards.js';
import { readSql } from './plugin/sql.js';
import { listDashboardQueries } from './queries.js';
import { views } from './views.js';

const sqlFiles = readdirSync(new URL('../src/', import.meta.url), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.sql'),
);

/** The path below src of the file that holds a query. */
function findSqlFile(sql: string): string {
  const file = sqlFiles.find((each) => readSql(each) === sql);
  if (file === undefined) throw new Error(`expected a query of a .sql file, got ${sql}`);
  return file.replaceAll('\\', '/');
}

function toRow(...cells: string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** The tables of docs/grafana.md: what each panel shows, where else it is shown, and when each rule fires. */
export function describeDashboards(): string {
  const queries = listDashboardQueries().filter(({ kind }) => kind === 'panel');
  const panels = Object.entries(buildDashboards()).flatMap(([file, dashboard]) =>
    (dashboard.panels ?? []).map(({ title = '' }) => {
      const view = views[file]?.[title];
      if (!view) throw new Error(`expected a view for ${file}: ${title} in views.ts`);
      const sql = queries
        .filter((query) => query.dashboard === file && query.title === title)
        .map((query) => findSqlFile(query.sql))
        .map((sqlFile) => `[${sqlFile}](../grafana/src/${sqlFile})`);
      return toRow(view.page, `${dashboard.title}: ${title}`, sql.join(', '), `\`${view.api}\``);
    }),
  );
  return [
    '## Views',
    '',
    'What the page shows, the panel that shows the same, its SQL, and the path below `/api/v1` that answers the same. For every row a test asks both over made data and compares (`npx vitest run test/src/grafana`).',
    'Without a panel are what is no view of data: how to connect, exports, and what the standalone’s own receiver counts in its memory (`/metrics`). The page’s feed comes by itself; its dashboard asks every five seconds.',
    '',
    toRow('page', 'dashboard: panel', 'SQL', 'API'),
    toRow('---', '---', '---', '---'),
    ...panels,
    '',
    '## Alert rules',
    '',
    toRow('rule', 'severity', 'fires', 'SQL'),
    toRow('---', '---', '---', '---'),
    ...alertRules.map(({ title, severity, description, sqlFile }) =>
      toRow(title, severity, description, `[${sqlFile}](../grafana/src/alerts/${sqlFile})`),
    ),
  ].join('\n');
}
