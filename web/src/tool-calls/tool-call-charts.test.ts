import type { ToolCallSeries } from '@callsight/query-service/contract';
import { describe, expect, it } from 'vitest';
import { toLatencyChart, toVolumeChart } from './tool-call-charts';

function answer(cancelled: number): ToolCallSeries {
  return {
    period: { from: '2026-11-22T08:00:00Z', to: '2026-11-22T08:02:00Z' },
    tz: 'UTC',
    bucketSeconds: 60,
    groups: [],
    points: [
      { time: '2026-11-22T08:01:00Z', calls: 10, failed: 3, cancelled, successRate: 0.7, averageMs: 20, p50Ms: 12, p95Ms: 80, p99Ms: 95 },
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

it('latency is drawn on a logarithmic scale once a few slow calls would hide all others', () => {
  const slow = answer(0);
  expect(toLatencyChart(slow).scale).toBe('linear');
  expect(toLatencyChart({ ...slow, points: slow.points.map((point) => ({ ...point, p95Ms: 30_000 })) }).scale).toBe('log');
});

it('latency has a gap, not a zero, where nothing was called', () => {
  const { series, summary } = toLatencyChart(answer(0));
  expect(series.map(({ values }) => values)).toEqual([
    [null, 80],
    [null, 12],
  ]);
  expect(summary).toBe('Latency of tool calls over time: p95 at most 80 ms.');
});
