import { isSpanContextValid, type SpanContext, type TraceFlags } from '@opentelemetry/api';

/** Ids that are known to be valid, for those who would look through them again. */
export class ValidSpanContext implements SpanContext {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceFlags: TraceFlags;
  declare readonly isRemote?: boolean;
  declare readonly traceState?: NonNullable<SpanContext['traceState']>;

  constructor(traceId: string, spanId: string, traceFlags: TraceFlags, more?: Pick<SpanContext, 'isRemote' | 'traceState'>) {
    this.traceId = traceId;
    this.spanId = spanId;
    this.traceFlags = traceFlags;
    if (more !== undefined) Object.assign(this, more);
  }
}

export function isValid(context: SpanContext): boolean {
  return context instanceof ValidSpanContext || isSpanContextValid(context);
}
