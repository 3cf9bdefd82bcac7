import { createHash } from 'node:crypto';
import { type Context, type Link, type SpanContext, trace } from '@opentelemetry/api';
import type { Direction } from '../operation/outcome.js';
import { isObject, type Properties } from '../protocol-shapes.js';

const MOST_REMEMBERED = 1_000;

/** By hash of the state that the server hands out; the longest unused are forgotten first. */
const legs = new Map<string, SpanContext>();

/** Remembers an operation that ended with a request for input, so that its retry can be linked to it. */
export function rememberLeg(direction: Direction, result: unknown, operation: Context): void {
  if (!isObject(result) || result.resultType !== 'input_required') return;
  const span = trace.getSpanContext(operation);
  if (span === undefined) return;
  const key = keyOf(direction, result.requestState);
  if (key === undefined) return;
  legs.delete(key);
  legs.set(key, span);
  for (const oldest of legs.keys()) {
    if (legs.size <= MOST_REMEMBERED) break;
    legs.delete(oldest);
  }
}

/** The link from a request that answers a request for input to the one that was answered with it. */
export function linkToLeg(direction: Direction, params: Properties | undefined): Link | undefined {
  const key = params === undefined ? undefined : keyOf(direction, params.requestState);
  const context = key === undefined ? undefined : legs.get(key);
  return context === undefined ? undefined : { context };
}

/** States may be large, and are the server's secret. */
function keyOf(direction: Direction, state: unknown): string | undefined {
  return typeof state === 'string' && state !== '' ? `${direction} ${createHash('sha256').update(state).digest('base64')}` : undefined;
}
