import { PROVISIONED_DATA_SOURCE, toClickHouseQuery } from '../plugin/query.js';
import { type AlertRule, alertRules } from './rules.js';

/** Where notifications go: a webhook that docker-compose.yml takes from `.env`. */
const WEBHOOK = '$CALLSIGHT_ALERT_WEBHOOK_URL';
const RECEIVER = 'Callsight';

/** The file provisioning/alerting/callsight.json: rules, where they are sent, and when. */
export function buildAlerting(): object {
  return {
    apiVersion: 1,
    groups: [
      {
        orgId: 1,
        name: 'Callsight',
        folder: 'Callsight',
        interval: '1m',
        rules: alertRules.map((rule) => escapeDollars(toProvisionedRule(rule))),
      },
    ],
    contactPoints: [{ orgId: 1, name: RECEIVER, receivers: [{ uid: 'callsight-webhook', type: 'webhook', settings: { url: WEBHOOK } }] }],
    policies: [{ orgId: 1, receiver: RECEIVER, group_by: ['grafana_folder', 'alertname'] }],
  };
}

function toProvisionedRule(rule: AlertRule): object {
  const relativeTimeRange = { from: rule.periodSeconds, to: 0 };
  const query = toClickHouseQuery(`alerts/${rule.sqlFile}`, 'table');
  return {
    uid: rule.uid,
    title: rule.title,
    condition: 'B',
    data: [
      {
        refId: 'A',
        relativeTimeRange,
        datasourceUid: PROVISIONED_DATA_SOURCE.uid,
        model: { ...query, datasource: { ...query.datasource, uid: PROVISIONED_DATA_SOURCE.uid } },
      },
      {
        refId: 'B',
        relativeTimeRange,
        datasourceUid: '__expr__',
        model: {
          refId: 'B',
          type: 'threshold',
          datasource: { type: '__expr__', uid: '__expr__' },
          expression: 'A',
          conditions: [{ evaluator: { type: 'gt', params: [rule.above] } }],
        },
      },
    ],
    for: rule.pendingFor,
    // No row is no alert: whether anything arrives at all is a rule of its own.
    noDataState: 'OK',
    execErrState: 'Error',
    labels: { severity: rule.severity },
    annotations: { summary: rule.summary, description: rule.description, __dashboardUid__: rule.dashboard, __panelId__: '1' },
  };
}

/** Grafana replaces `$NAME` in provisioning files by environment variables; `$$` is a dollar sign. */
function escapeDollars<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replaceAll('$', '$$$$'));
}
