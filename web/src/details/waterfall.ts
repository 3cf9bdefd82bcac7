import type { TraceSpan } from '@callsight/query-service/contract';
import { toMilliseconds } from '../format/time';

export interface WaterfallRow {
  readonly span: TraceSpan;
  readonly depth: number;
  /** Begin and length of the bar, in percent of the whole trace. */
  readonly left: number;
  readonly width: number;
}

const narrowest = 0.5;

/** Spans of a trace, each below its parent, placed on the trace's own clock. A span whose parent is missing is a root. */
export function toWaterfall(trace: readonly TraceSpan[]): { readonly rows: readonly WaterfallRow[]; readonly durationMs: number } {
  const starts = trace.map(({ startedAt }) => toMilliseconds(startedAt));
  const begin = Math.min(...starts);
  const end = Math.max(...trace.map(({ durationMs }, index) => (starts[index] ?? begin) + durationMs));
  const total = Math.max(end - begin, 0.001);
  const known = new Set(trace.map(({ spanId }) => spanId));
  const placed = new Set<string>();
  const rows: WaterfallRow[] = [];

  const place = (span: TraceSpan, depth: number): void => {
    if (placed.has(span.spanId)) return;
    placed.add(span.spanId);
    const left = Math.min(((toMilliseconds(span.startedAt) - begin) / total) * 100, 100 - narrowest);
    const width = Math.min(Math.max((span.durationMs / total) * 100, narrowest), 100 - left);
    rows.push({ span, depth, left, width });
    for (const child of trace) if (child.parentSpanId === span.spanId) place(child, depth + 1);
  };
  for (const span of trace) if (span.parentSpanId === null || !known.has(span.parentSpanId)) place(span, 0);
  // Parents that form a circle have no root; they are shown all the same.
  for (const span of trace) place(span, 0);
  return { rows, durationMs: end - begin };
}
