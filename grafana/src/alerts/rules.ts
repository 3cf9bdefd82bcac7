/** One alert rule: a query whose rows each hold labels and one number, and the limit above which a row fires. */
export interface AlertRule {
  uid: string;
  title: string;
  /** Below src/alerts. */
  sqlFile: string;
  /** The number, in the unit that its column's name tells, above which the rule fires. */
  above: number;
  /** How far the query looks back. */
  periodSeconds: number;
  /** How long the number stays above before anybody is told: a duration of Grafana such as `5m`. */
  pendingFor: string;
  severity: 'warning' | 'critical';
  /** What the receiver reads; `$labels` are the columns of the row, `$values.A` its number. */
  summary: string;
  description: string;
  /** The dashboard to look at. */
  dashboard: string;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

export const alertRules: readonly AlertRule[] = [
  {
    uid: 'callsight-error-rate',
    title: 'Tool fails often',
    sqlFile: 'error-rate.sql',
    above: 0.2,
    periodSeconds: 15 * MINUTE,
    pendingFor: '5m',
    severity: 'critical',
    summary: '{{ $labels.tool }} of {{ $labels.service }} fails in {{ humanizePercentage $values.A.Value }} of its calls',
    description: 'More than 20 % of at least 20 calls of the last 15 minutes neither succeeded nor were cancelled.',
    dashboard: 'callsight-errors',
  },
  {
    uid: 'callsight-latency',
    title: 'Tool is slow',
    sqlFile: 'latency.sql',
    above: 10,
    periodSeconds: 15 * MINUTE,
    pendingFor: '5m',
    severity: 'warning',
    summary: '{{ $labels.tool }} of {{ $labels.service }}: p95 is {{ humanizeDuration $values.A.Value }}',
    description: 'The 95th percentile of at least 20 calls of the last 15 minutes is above 10 seconds.',
    dashboard: 'callsight-tool-calls',
  },
  {
    uid: 'callsight-no-data',
    title: 'Nothing arrives',
    sqlFile: 'no-data.sql',
    above: 15,
    periodSeconds: 15 * MINUTE,
    pendingFor: '0s',
    severity: 'critical',
    summary: 'No operation arrived for {{ printf "%.0f" $values.A.Value }} minutes',
    description: 'Nothing was stored for 15 minutes: no traffic, or a broken pipeline.',
    dashboard: 'callsight-pipeline',
  },
  {
    uid: 'callsight-sessions-lost',
    title: 'Sessions are lost',
    sqlFile: 'sessions-lost.sql',
    above: 5,
    periodSeconds: HOUR,
    pendingFor: '0s',
    severity: 'warning',
    summary: '{{ $values.A.Value }} sessions of {{ $labels.service }} were lost within the last hour',
    description: 'Their heartbeats stopped, or they were silent for 30 minutes, and no end was seen: a server may have died.',
    dashboard: 'callsight-sessions',
  },
  {
    uid: 'callsight-dropping',
    title: 'The pipeline drops spans',
    sqlFile: 'dropping.sql',
    above: 0,
    periodSeconds: 15 * MINUTE,
    pendingFor: '0s',
    severity: 'critical',
    summary: '{{ $values.A.Value }} spans were dropped: {{ $labels.reason }}',
    description: 'The database refused spans for their time today, or a Collector gave up on spans within the last 15 minutes.',
    dashboard: 'callsight-pipeline',
  },
  {
    uid: 'callsight-tool-silent',
    title: 'Tool went silent',
    sqlFile: 'tool-silent.sql',
    above: 0,
    periodSeconds: 72 * HOUR,
    pendingFor: '0s',
    severity: 'warning',
    summary: '{{ $labels.tool }} of {{ $labels.service }} was not called for a day',
    description: 'It was called at least 20 times on each of the two days before: renamed, removed, or no longer chosen.',
    dashboard: 'callsight-tool',
  },
];
