import type { Link } from './column.js';

/** The value of a column in the row that is clicked, fit for an address. */
export function rowValue(column: string): string {
  return `\${__data.fields.${column}:percentencode}`;
}

/** Leads to a dashboard over the same period; `variables` are its variables by name, with `rowValue` or a text. */
export function toDashboard(title: string, uid: string, variables: Readonly<Record<string, string>>): Link {
  const chosen = Object.entries(variables).map(([name, value]) => `var-${name}=${value}`);
  return { title, url: `/d/${uid}?${[...chosen, '${page:queryparam}', '${__url_time_range}'].join('&')}` };
}

/** Leads to a screen of Callsight's own page; every dashboard has its address in the variable `page`. */
export function toPage(title: string, path: string): Link {
  return { title, url: `\${page:raw}${path}` };
}

/** The dashboards and screens of the session, the tool and the execution that a row tells of, by the names of its columns. */
export const sessionLinks = (column = 'session'): Link[] => [
  toDashboard('Activity of this session', 'callsight-session-activity', { session: rowValue(column) }),
  toPage('On the page', `/sessions/${rowValue(column)}`),
];

export const toolLinks = (column = 'tool'): Link[] => [toDashboard('This tool', 'callsight-tool', { tool: rowValue(column) })];

export const executionLinks: Link[] = [
  toDashboard('This execution', 'callsight-execution', { trace: rowValue('trace_id'), span: rowValue('span_id') }),
  toPage('On the page', `/tool-calls?op=${rowValue('trace_id')}.${rowValue('span_id')}`),
];
