import type { ToolCallSeries } from '@callsight/query-service/contract';
import { describe, expect, it } from 'vitest';
import { toLatencyBy, toLatencyChart, toVolumeBy, toVolumeChart } from './tool-call-charts';

const nothing = { calls: 0, failed: 0, cancelled: 0, successRate: null, averageMs: null, p50Ms: null, p95Ms: null, p99Ms: null };

function answer(cancelled: number, groups: ToolCallSeries['groups'] = []): ToolCallSeries {
  return {
    period: { from: '2026-11-22T08:00:00Z', to: '2026-11-22T08:02:00Z' },
    tz: 'UTC',
    bucketSeconds: 60,
    groups,
    points: [
      { time: '2026-11-22T08:00:00Z', ...nothing },
      { time: '2026-11-22T08:01:00Z', calls: 10, failed: 3, cancelled, successRate: 0.7, averageMs: 20, p50Ms: 12, p95Ms: 80, p99Ms: 95 },
    ],
  };
}

function group(name: string | null, calls: number): ToolCallSeries['groups'][number] {
  const point = { failed: 0, p50Ms: 1, p95Ms: 2, p99Ms: 3 };
  return {
    name,
    calls,
    points: [
      { time: '2026-11-22T08:00:00Z', calls: 0, ...point, p50Ms: null, p95Ms: null, p99Ms: null },
      { time: '2026-11-22T08:01:00Z', calls, ...point },
    ],
  };
}

describe('calls over time', () => {
  it('parts each bucket into ok, failed and cancelled', () => {
    const { series, summary } = toVolumeChart(answer(2));
    expect(series.map(({ label, values }) => [label, ...values])).toEqual([
      ['OK', 0, 5],
      ['Failed', 0, 3],
      ['Cancelled', 0, 2],
    ]);
    expect(summary).toBe('Tool calls over time: 10 calls, 3 failed.');
  });

  it('leaves out cancelled calls where there were none', () => {
    expect(toVolumeChart(answer(0)).series.map(({ label }) => label)).toEqual(['OK', 'Failed']);
  });
});

describe('latency over time', () => {
  it('is drawn on a logarithmic scale once a few slow calls would hide all others', () => {
    const slow = answer(0);
    expect(toLatencyChart(slow).scale).toBe('linear');
    expect(toLatencyChart({ ...slow, points: slow.points.map((point) => ({ ...point, p95Ms: 30_000 })) }).scale).toBe('log');
  });

  it('has a gap, not a zero, where nothing was called', () => {
    const { series, summary } = toLatencyChart(answer(0));
    expect(series.map(({ label, values }) => [label, ...values])).toEqual([
      ['p99', null, 95],
      ['p95', null, 80],
      ['p50', null, 12],
    ]);
    expect(summary).toBe('Latency of tool calls over time: p95 at most 80 ms.');
  });
});

describe('charts by group', () => {
  const many = answer(0, [...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => group(name, 2)), group(null, 5)]);

  it('put what cannot be told apart any more together', () => {
    const { series } = toVolumeBy(many, 'tool');
    expect(series.map(({ label }) => label)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'Others']);
    expect(series.at(-1)?.values).toEqual([0, 7]);
  });

  it('have no percentile of all others', () => {
    expect(toLatencyBy(many, 'tool').series.map(({ label }) => label)).not.toContain('Others');
  });

  it('name outcomes as the tables do', () => {
    expect(toVolumeBy(answer(0, [group('tool_error', 1)]), 'outcome').series[0]).toMatchObject({
      label: 'Tool error',
      color: '--chart-bad',
    });
  });
});
