import { type Attributes, ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import { now } from '../clock.js';
import { labelError, labelsOfConnection } from '../metrics/metric-labels.js';
import type { Observer } from '../observer.js';
import { ATTR } from '../semconv.js';
import type { EndReason, OpenSession } from '../sweeper.js';

export interface SessionOptions {
  observer: Observer;
  /** Which side of the session this process is. */
  role: 'client' | 'server';
  /** The session's attributes as they are now: client and protocol become known after its start. */
  describe: () => Attributes;
  /** Whether the other side is known to be there; a session of which nothing is known sends no heartbeat. */
  isAlive: () => boolean;
}

/** A session from its first operation to the end of its connection, reported by one span once it has ended. */
export class Session implements OpenSession {
  readonly #options: SessionOptions;
  readonly #startedAt = now();
  readonly #forget: () => void;
  #ended = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#forget = options.observer.sweeper.watchSession(this);
  }

  heartbeat(): void {
    if (!this.#options.isAlive()) return;
    this.#startSpan('mcp.heartbeat', { [ATTR.SPAN_TYPE]: 'heartbeat' }, now()).end(now());
  }

  end(reason: EndReason): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#forget();
    const { observer, role, describe } = this.#options;
    const endedAt = now();
    const shown = reason === 'closed' && observer.stopping ? 'shutdown' : reason;
    this.#startSpan('mcp.session', { [ATTR.SPAN_TYPE]: 'session', [ATTR.SESSION_END_REASON]: shown }, this.#startedAt).end(endedAt);
    const labels = labelsOfConnection(describe());
    // The conventions ask for a class of error only; what exactly failed is told by the operation that did.
    labelError(labels, reason === 'error' ? '_OTHER' : undefined);
    observer.durations.record(role === 'server' ? 'serverSession' : 'clientSession', (endedAt - this.#startedAt) / 1_000, labels);
  }

  #startSpan(name: string, own: Attributes, startTime: number) {
    const attributes = { ...this.#options.describe(), ...own };
    return this.#options.observer.tracer().startSpan(name, { kind: SpanKind.INTERNAL, attributes, startTime }, ROOT_CONTEXT);
  }
}
