import { type SpanRow, toCallAttributes, toSpanRow } from '@callsight/clickhouse/testing';

/** A past hour: everything of a scenario lies at fixed times of it, so that every expectation is exact. */
export interface Hour {
  at(seconds: number): Date;
  /** As the API shows it. */
  iso(seconds: number): string;
  /** The hour as query parameters. */
  period: string;
}

/** The full hour that began two hours ago. */
export function toPastHour(): Hour {
  const start = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 2 * 3_600_000;
  const at = (seconds: number) => new Date(start + seconds * 1_000);
  return {
    at,
    iso: (seconds) => `${at(seconds).toISOString().slice(0, 23)}000Z`,
    period: `from=${at(0).toISOString()}&to=${at(3_600).toISOString()}`,
  };
}

export interface ScenarioCall {
  session: string;
  tool: string;
  at: Date;
  ms?: number;
  message?: string;
  service?: string;
  side?: 'Server' | 'Client';
  attributes?: Record<string, string>;
  span?: Partial<SpanRow>;
}

/** The span of a tool call. */
export function toCallSpan({ session, tool, at, ms = 10, message = '', service = 'files', side, attributes, span }: ScenarioCall): SpanRow {
  return toSpanRow({
    ServiceName: service,
    SpanName: `tools/call ${tool}`,
    at,
    durationMs: ms,
    StatusMessage: message,
    ...(side ? { SpanKind: side } : {}),
    SpanAttributes: toCallAttributes(session, tool, attributes),
    ...span,
  });
}
