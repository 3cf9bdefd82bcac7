import { readFileSync } from 'node:fs';
import { openTestEngine, type SpanRow, type TestEngine, toCallAttributes, toSpanRow } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expandMacros } from '../plugin/macros.js';
import { readSql } from '../plugin/sql.js';
import { buildAlerting } from './provisioning.js';
import { alertRules } from './rules.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const start = Date.now();
const at = (milliseconds: number) => new Date(start + milliseconds);

const toEpochSeconds = (time: Date) => (time.getTime() / 1000).toFixed(3);

/** Calls of one tool, a second apart from the time on. */
function toCalls(count: number, tool: string, first: Date, more: Partial<SpanRow> & { durationMs?: number } = {}): SpanRow[] {
  return Array.from({ length: count }, (_, index) =>
    toSpanRow({
      at: new Date(first.getTime() + index * 1000),
      ...more,
      SpanAttributes: toCallAttributes(`${tool}-session`, tool, more.SpanAttributes),
    }),
  );
}

const failed = { StatusCode: 'Error', SpanAttributes: { 'error.type': 'tool_error' } };

describe('alert rules', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await openTestEngine();
  });
  afterAll(() => engine.close());

  /** The labels of the rows that fire when the rule is evaluated at a time, as Grafana's threshold expression decides. */
  async function firing(uid: string, time: Date): Promise<Record<string, unknown>[]> {
    const rule = alertRules.find((each) => each.uid === uid);
    if (!rule) throw new Error(`expected the uid of a rule, got ${uid}`);
    const range = { from: new Date(time.getTime() - rule.periodSeconds * 1000), to: time, intervalMs: 1000 };
    const query = expandMacros(readSql(`alerts/${rule.sqlFile}`), range);
    const rows = await (await engine.reader.query({ query, format: 'JSONEachRow' })).json<Record<string, unknown>>();
    return rows.flatMap((row) => {
      const numbers = Object.entries(row).filter(([, value]) => typeof value === 'number');
      const [[column, value] = []] = numbers;
      expect(numbers, 'a row holds one number').toHaveLength(1);
      const { [column ?? '']: _, ...labels } = row;
      return Number(value) > rule.above ? [labels] : [];
    });
  }

  it('tell of a tool that fails often, until it does no longer', async () => {
    await engine.ingest([
      ...toCalls(30, 'broken', at(-5 * MINUTE), failed),
      ...toCalls(30, 'sound', at(-5 * MINUTE)),
      ...toCalls(3, 'rare', at(-5 * MINUTE), failed),
    ]);
    expect(await firing('callsight-error-rate', at(0))).toEqual([{ service: 'files', tool: 'broken' }]);
    expect(await firing('callsight-error-rate', at(20 * MINUTE))).toEqual([]);
  });

  it('tell of a slow tool, until it is no longer slow', async () => {
    await engine.ingest(toCalls(30, 'slow', at(-5 * MINUTE), { durationMs: 20_000 }));
    expect(await firing('callsight-latency', at(0))).toEqual([{ service: 'files', tool: 'slow' }]);
    expect(await firing('callsight-latency', at(20 * MINUTE))).toEqual([]);
  });

  it('tell that nothing arrives, until something does', async () => {
    await engine.ingest(toCalls(1, 'echo', at(0)));
    expect(await firing('callsight-no-data', at(5 * MINUTE))).toEqual([]);
    expect(await firing('callsight-no-data', at(20 * MINUTE))).toEqual([{}]);
    // The database stamps arrivals with its clock: a row that arrives in nineteen minutes is written as it will be.
    const arrival = {
      ts: toEpochSeconds(at(18 * MINUTE)),
      ingested_at: toEpochSeconds(at(19 * MINUTE)),
      service: 'files',
      trace_id: 'later',
    };
    await engine.insert('mcp_operations', Buffer.from(JSON.stringify(arrival)));
    expect(await firing('callsight-no-data', at(20 * MINUTE))).toEqual([]);
  });

  it('tell of lost sessions within the hour', async () => {
    const last = at(-40 * MINUTE);
    const sessions = Array.from({ length: 6 }, (_, index) =>
      toSpanRow({ at: last, ServiceName: 'gone', SpanAttributes: toCallAttributes(`gone-${index}`, 'echo') }),
    );
    await engine.ingest(sessions.slice(0, 5));
    expect(await firing('callsight-sessions-lost', at(0))).toEqual([]);
    await engine.ingest(sessions);
    expect(await firing('callsight-sessions-lost', at(0))).toEqual([{ service: 'gone' }]);
    expect(await firing('callsight-sessions-lost', at(HOUR))).toEqual([]);
  });

  it('tell of dropped spans by reason, until no more are dropped', async () => {
    expect(await firing('callsight-dropping', at(0))).toEqual([]);
    await engine.ingest(toCalls(1, 'old', new Date('1971-01-01T00:00:00Z')));
    const point = (time: Date, value: number) => ({
      MetricName: 'otelcol_exporter_send_failed_spans_total',
      ServiceName: 'otelcol',
      TimeUnix: toEpochSeconds(time),
      Value: value,
    });
    const points = [point(at(-10 * MINUTE), 7), point(at(-MINUTE), 12)];
    await engine.insert('otel_metrics_sum', Buffer.from(points.map((each) => JSON.stringify(each)).join('\n')));
    expect(await firing('callsight-dropping', at(0))).toEqual(
      expect.arrayContaining([{ reason: 'time too_old' }, { reason: 'exporter_send_failed_spans' }]),
    );
    expect(await firing('callsight-dropping', at(24 * HOUR))).toEqual([]);
  });

  it('tell of a tool that went silent, until it is called', async () => {
    await engine.ingest([...toCalls(25, 'quiet', at(-60 * HOUR)), ...toCalls(25, 'quiet', at(-36 * HOUR))]);
    expect(await firing('callsight-tool-silent', at(0))).toEqual([{ service: 'files', tool: 'quiet' }]);
    await engine.ingest(toCalls(1, 'quiet', at(-MINUTE)));
    expect(await firing('callsight-tool-silent', at(0))).toEqual([]);
  });
});

describe('alerting', () => {
  const provisioned = readFileSync(new URL('../../provisioning/alerting/callsight.json', import.meta.url), 'utf8');

  it('is provisioned as the code has it (npm run generate -w grafana)', () => {
    expect(JSON.parse(provisioned)).toEqual(JSON.parse(JSON.stringify(buildAlerting())));
  });

  it('leaves one name to the environment: the address that is notified', () => {
    expect([...provisioned.replaceAll('$$', '').matchAll(/\$\w+/g)].map(([name]) => name)).toEqual(['$CALLSIGHT_ALERT_WEBHOOK_URL']);
  });
});
