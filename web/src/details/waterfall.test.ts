import type { TraceSpan } from '@callsight/query-service/contract';
import { describe, expect, it } from 'vitest';
import { toWaterfall } from './waterfall';

function span(spanId: string, parentSpanId: string | null, startMs: number, durationMs: number): TraceSpan {
  return {
    spanId,
    parentSpanId,
    name: spanId,
    kind: 'INTERNAL',
    service: 'files',
    startedAt: new Date(Date.UTC(2026, 10, 22) + startMs).toISOString(),
    durationMs,
    error: false,
    message: null,
    relation: 'other',
  };
}

describe('the waterfall of a trace', () => {
  it('puts each span below its parent and on the clock of the trace', () => {
    const { rows, durationMs } = toWaterfall([
      span('root', null, 0, 200),
      span('b', 'root', 100, 50),
      span('leaf', 'a', 20, 10),
      span('a', 'root', 10, 40),
    ]);
    expect(rows.map((row) => [row.span.spanId, row.depth, row.left, row.width])).toEqual([
      ['root', 0, 0, 100],
      ['b', 1, 50, 25],
      ['a', 1, 5, 20],
      ['leaf', 2, 10, 5],
    ]);
    expect(durationMs).toBe(200);
  });

  it('makes a span whose parent never arrived a root', () => {
    expect(toWaterfall([span('orphan', 'gone', 0, 5)]).rows[0]?.depth).toBe(0);
  });

  it('keeps an instant visible and inside', () => {
    const { rows } = toWaterfall([span('root', null, 0, 100), span('end', 'root', 100, 0)]);
    expect(rows[1]).toMatchObject({ left: 99.5, width: 0.5 });
  });

  it('ends on spans that are each other’s parents', () => {
    expect(toWaterfall([span('a', 'b', 0, 1), span('b', 'a', 0, 1)]).rows).toHaveLength(2);
  });
});
