import { expect, it } from 'vitest';
import { all, arrivals, pick, type Row, rowsOf, type Stack, sum, toTime } from './stack.js';

export function comparePipeline(stack: () => Stack): void {
  const panel = (title: string) => stack().panel(`pipeline.json: ${title}`, all, arrivals());

  it('tell the same of what arrives', async () => {
    const { freshness } = await stack().ask('/health');
    const { arrivals: count, lagP50Ms, lagP95Ms, newestArrivalAt } = freshness as Row;
    const [tiles] = await panel('Arrivals in the period');
    expect(tiles?.arrivals).toBe(count);
    expect([tiles?.lag_p50, tiles?.lag_p95]).toEqual([lagP50Ms, lagP95Ms]);
    const age = (Date.now() - toTime(newestArrivalAt)) / 1000;
    expect(Math.abs(Number(tiles?.since_newest_arrival) - age)).toBeLessThanOrEqual(30);
    expect(sum(await panel('Operations stored'), 'operations')).toBe(count);
    const lags = await panel('Lag');
    expect(Math.max(...lags.map(({ longest }) => Number(longest)))).toBeGreaterThanOrEqual(Number(lagP95Ms));
    expect(Math.min(...lags.map(({ p50 }) => Number(p50)))).toBeLessThanOrEqual(Number(lagP50Ms));
  });

  it('tell the same of the Collectors', async () => {
    const collector = (await stack().ask('/health')).collector as Row;
    const [now] = await panel('Collectors now');
    expect([now?.instances, now?.accepted, now?.refused, now?.sent, now?.given_up, now?.filled]).toEqual([
      collector.instances,
      collector.acceptedSpans,
      collector.refusedSpans,
      collector.sentSpans,
      collector.failedSpans,
      Number(collector.queued) / Number(collector.queueCapacity),
    ]);
    // Counters that began at zero within the period: what they rose by is what they say.
    const rates = await panel('Spans through the Collectors');
    const risen = (metric: string) =>
      sum(
        rates.filter((row) => row.metric === metric),
        'spans',
      ) * 60;
    expect([risen('receiver_accepted_spans'), risen('exporter_sent_spans'), risen('exporter_send_failed_spans')]).toEqual(
      [collector.acceptedSpans, collector.sentSpans, collector.failedSpans].map((count) => expect.closeTo(Number(count), 6)),
    );
    const queue = await panel('Queue of the Collectors');
    expect(queue.at(-1)?.filled).toBeCloseTo(Number(now?.filled), 6);
  });

  it('tell the same of refused spans, of storage, and of what deserves attention', async () => {
    const health = await stack().ask('/health');
    expect(pick(await panel('Spans refused for their time'), 'day', 'service', 'reason', 'rejected')).toEqual(
      pick(rowsOf(health.rejected), 'day', 'service', 'reason', 'spans'),
    );
    expect(health.rejected).toHaveLength(1);
    const tables = await panel('Storage');
    // Background merges change sizes from one answer to the next.
    expect(pick(tables, 'table_name', 'retention').sort()).toEqual(pick(rowsOf(health.storage), 'name', 'retentionDays').sort());
    const rows = (list: Row[], name: string, value: string) => new Map(list.map((row) => [row[name], row[value]])).get('mcp_content');
    expect(rows(tables, 'table_name', 'row_count')).toBe(rows(rowsOf(health.storage), 'name', 'rows'));
    const findings = await panel('Findings');
    expect(pick(findings, 'severity', 'message')).toEqual(pick(rowsOf(health.findings), 'severity', 'message'));
    expect(findings.length).toBeGreaterThan(2);
    const [versions] = await panel('Retention and versions');
    expect([versions?.schema_version, versions?.clickhouse, versions?.operations_days, versions?.content_days]).toEqual([
      (health.schema as Row).version,
      (health.versions as Row).clickhouse,
      (health.retention as Row).operationsDays,
      (health.retention as Row).contentDays,
    ]);
  });
}
