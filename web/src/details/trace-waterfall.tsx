import type { TraceSpan } from '@callsight/query-service/contract';
import { formatDuration } from '../format/duration';
import { ForeignText } from '../ui/foreign-text';
import { toWaterfall } from './waterfall';

const deepestIndent = 8;

interface TraceWaterfallProps {
  readonly trace: readonly TraceSpan[];
  /** The operation's own span, which is marked. */
  readonly spanId: string;
  readonly running: boolean;
}

/** Every span of the operation's trace, as bars over time. */
export function TraceWaterfall({ trace, spanId, running }: TraceWaterfallProps) {
  if (trace.length === 0)
    return <p className="muted">{running ? 'No span of this trace has ended yet.' : 'The spans of this trace are not stored.'}</p>;
  const { rows, durationMs } = toWaterfall(trace);
  return (
    <div className="waterfall">
      <div className="waterfall-scale" aria-hidden="true">
        <span>0</span>
        <span>{formatDuration(durationMs / 2)}</span>
        <span>{formatDuration(durationMs)}</span>
      </div>
      <ol aria-label="Trace">
        {rows.map(({ span, depth, left, width }) => (
          <li key={span.spanId} aria-current={span.spanId === spanId ? 'true' : undefined} data-testid="trace-span">
            <span
              className="waterfall-name"
              style={{ paddingInlineStart: Math.min(depth, deepestIndent) * 10 }}
              title={`${span.name}, ${span.kind.toLowerCase()} of ${span.service}${span.message === null ? '' : `: ${span.message}`}`}
            >
              {span.error ? <span className="bad">✕ </span> : null}
              <RelationMark relation={span.relation} />
              <ForeignText text={span.name} /> <ForeignText className="faint" text={span.service} />
            </span>
            <span className="waterfall-track">
              <span
                className="waterfall-bar"
                data-error={span.error}
                data-relation={span.relation}
                style={{ left: `${left}%`, width: `${width}%` }}
              />
            </span>
            <span className="waterfall-duration">{formatDuration(span.durationMs)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

const relations: Readonly<Record<TraceSpan['relation'], readonly [mark: string, meaning: string]>> = {
  self: ['', ''],
  upstream: ['↑', 'upstream: what led to the operation'],
  downstream: ['↓', 'downstream: what the operation caused'],
  other: ['·', 'beside it in the trace'],
};

function RelationMark({ relation }: Pick<TraceSpan, 'relation'>) {
  const [mark, meaning] = relations[relation];
  if (mark === '') return null;
  return (
    <span className="faint" title={meaning}>
      {mark} <span className="visually-hidden">{meaning}</span>
    </span>
  );
}
