import { openTestEngine, type TestEngine } from '@callsight/clickhouse/testing';
import { toClickHouseSql, type VariableValues } from '@callsight/grafana';
import { findPanel, type Row, readPanel } from '@callsight/grafana/testing';
import { createApp, listen, readApiTokens } from '@callsight/query-service';
import { pino } from 'pino';
import { expect } from 'vitest';
import { calls, from, spans, to, toCollectorMetrics } from './made-spans.js';

export type { Row };

/** Every filter at its default. */
export const all: VariableValues = {
  service: '$__all',
  tool: '$__all',
  client: '$__all',
  outcome: '$__all',
  split: 'tool',
  fingerprint: '',
};

/** Filters as the dashboards and as the API take them. */
export const filters: { title: string; values: VariableValues; search: string }[] = [
  { title: 'everything', values: all, search: '' },
  { title: 'one service', values: { ...all, service: ['files'] }, search: '&service=files' },
  { title: 'one client', values: { ...all, client: ['claude-code'] }, search: '&client=claude-code' },
];
export const callFilters = [
  ...filters,
  { title: 'one tool', values: { ...all, tool: ['search'] }, search: '&tool=search' },
  { title: 'one outcome', values: { ...all, outcome: ['tool_error'] }, search: '&outcome=tool_error' },
];

export interface Period {
  from: Date;
  to: Date;
}

/** The last hour by the database's clock: the pipeline's panels ask for arrivals. */
export const arrivals = (): Period => ({ from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 60_000) });

/** An engine with the made spans, and the API over it. */
export class Stack {
  /** Names of the panels that were asked. */
  readonly asked = new Set<string>();
  private constructor(
    readonly engine: TestEngine,
    readonly url: string,
    readonly close: () => Promise<void>,
  ) {}

  static async start(): Promise<Stack> {
    const engine = await openTestEngine();
    await engine.ingest([...spans]);
    // Some spans arrive twice, as exporters that try again send them.
    await engine.ingest(calls.slice(0, 40));
    const { sums, gauges } = toCollectorMetrics();
    const insert = (table: string, rows: object[]) =>
      engine.insert(table, Buffer.from(rows.map((each) => JSON.stringify(each)).join('\n')));
    await insert('otel_metrics_sum', sums);
    await insert('otel_metrics_gauge', gauges);
    const log = { SeverityText: 'INFO', ServiceName: 'files' };
    await insert(
      'otel_logs',
      calls.slice(-3).map((call, index) => ({
        ...log,
        Timestamp: call.Timestamp,
        TraceId: call.TraceId,
        SpanId: call.SpanId,
        Body: `reading ${index}`,
      })),
    );
    const { app, close } = createApp({
      client: engine.reader,
      log: pino({ level: 'silent' }),
      host: '127.0.0.1',
      tokens: readApiTokens(undefined, undefined),
      rateLimit: undefined,
      insertReveal: async () => {},
      connect: () => ({ otlpEndpoint: 'http://127.0.0.1:4318', tokenRequired: false }),
      pageDirectory: '/nonexistent',
      version: '0.0.0',
    });
    const api = await listen(app, { host: '127.0.0.1', port: 0, variable: 'CALLSIGHT_PORT' });
    return new Stack(engine, api.url, async () => {
      close();
      await api.close();
      await engine.close();
    });
  }

  /** The rows that a panel shows, by the name of its query; over time in intervals of a minute, unless told otherwise in milliseconds. */
  async panel(name: string, values: VariableValues = all, period: Period = { from, to }, intervalMs = 60_000): Promise<Row[]> {
    const panel = findPanel(name);
    this.asked.add(name);
    const { rows } = await readPanel(panel, async (sql) => {
      const query = toClickHouseSql(sql, { ...period, intervalMs }, values);
      return (await this.engine.reader.query({ query, format: 'JSON' })).json<Row>();
    });
    return rows;
  }

  /** The answer of a path of the API over the same hour, series in buckets of a minute. */
  async ask(path: string, search = ''): Promise<Row> {
    const period = `from=${from.toISOString()}&to=${to.toISOString()}`;
    const takesPeriod = !/^\/(health|sessions\/[^/]+(\/activity)?|tool-calls\/\w+\/\w+)$/.test(path) || /summary|timeseries/.test(path);
    const response = await fetch(`${this.url}/api/v1${path}?${takesPeriod ? period : ''}${search}`);
    expect(response.status, `${path}: ${await response.clone().text()}`).toBe(200);
    return (await response.json()) as Row;
  }
}

export const rowsOf = (value: unknown): Row[] => value as Row[];
export const sum = (list: Row[], field: string): number => list.reduce((total, row) => total + Number(row[field]), 0);
export const pick = (list: Row[], ...fields: string[]): unknown[][] => list.map((row) => fields.map((field) => row[field]));

/** A time as the engine writes it, or as the API does, in milliseconds. */
export function toTime(value: unknown): number {
  const text = String(value);
  return Date.parse(text.endsWith('Z') ? text : `${text.replace(' ', 'T')}Z`);
}

/** Values of a series by the start of their bucket, without the empty ones. */
export function toSeries(points: Row[], field: string, isEmpty: (value: unknown) => boolean = (value) => !value): Map<number, number> {
  return new Map(points.filter((point) => !isEmpty(point[field])).map((point) => [toTime(point.time), Number(point[field])]));
}

/** Fails where two series differ by more than rounding. */
export function expectSameSeries(actual: Map<number, number>, expected: Map<number, number>): void {
  expect([...actual.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [time, value] of expected) expect(actual.get(time)).toBeCloseTo(value, 3);
  expect(actual.size).toBeGreaterThan(0);
}
