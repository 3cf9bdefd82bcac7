import type { TraceSpan } from '../contract/index.js';

type Link = Pick<TraceSpan, 'spanId' | 'parentSpanId'>;

/** How each span of a trace relates to one of them: what led to it, what it caused, and what is beside it. */
export function toRelations(spans: readonly Link[], spanId: string): Map<string, TraceSpan['relation']> {
  const parents = new Map(spans.map((span) => [span.spanId, span.parentSpanId]));
  const relations = new Map<string, TraceSpan['relation']>();
  for (const id of ancestors(parents, spanId)) relations.set(id, 'upstream');
  for (const span of spans) {
    if (relations.has(span.spanId)) continue;
    relations.set(span.spanId, ancestors(parents, span.spanId).includes(spanId) ? 'downstream' : 'other');
  }
  return relations.set(spanId, 'self');
}

/** Parents up to the root, nearest first. Spans come from many emitters: a circle of parents ends where it closes. */
function ancestors(parents: ReadonlyMap<string, string | null>, spanId: string): string[] {
  const found = new Set<string>();
  let id = parents.get(spanId) ?? null;
  while (id !== null && !found.has(id) && id !== spanId) {
    found.add(id);
    id = parents.get(id) ?? null;
  }
  return [...found];
}
