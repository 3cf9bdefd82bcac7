import { type Attributes, ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import { now } from '../clock.js';
import { labelError, labelsOfConnection } from '../metrics/metric-labels.js';
import type { Observer } from '../observer.js';
import { ATTR } from '../semconv.js';
import type { EndReason, OpenSession } from '../sweeper.js';

/** Whether the other side of a session is there, may have gone without a word, or can come no more. */
export type Presence = 'there' | 'unknown' | 'gone';

export interface SessionOptions {
  observer: Observer;
  /** Which side of the session this process is. */
  role: 'client' | 'server';
  /** Must not keep the connection from being collected: servers forget transports without closing them. */
  presence: () => Presence;
}

const MINUTE_MS = 60_000;

/** A session from its first operation to the end of its connection, reported by one span once it has ended. */
export class Session implements OpenSession {
  readonly #options: SessionOptions;
  readonly #startedAt = now();
  #activeAt = this.#startedAt;
  #attributes: Attributes = {};
  #ended = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    const { sweeper, report } = options.observer;
    if (!sweeper.watchSession(this)) report('sessions', 'too many sessions are open to watch them all: some that vanish are not reported');
  }

  get isEnded(): boolean {
    return this.#ended;
  }

  /** Something happened in it, at so many milliseconds since the epoch. Client and protocol become known after the start. */
  touch(attributes: Attributes, time: number): void {
    this.#attributes = attributes;
    this.#activeAt = time;
  }

  /** A session of which nothing is known sends none. */
  heartbeat(): void {
    if (this.#options.presence() !== 'there') return;
    this.#startSpan('mcp.heartbeat', { [ATTR.SPAN_TYPE]: 'heartbeat' }, now()).end(now());
  }

  isVanished(time: number): boolean {
    const presence = this.#options.presence();
    if (presence !== 'unknown') return presence === 'gone';
    return time - this.#activeAt >= this.#options.observer.config.sessionIdleMinutes * MINUTE_MS;
  }

  /** One that went without a word ended with its last operation. */
  end(reason: EndReason): void {
    if (this.#ended) return;
    this.#ended = true;
    const { observer, role } = this.#options;
    observer.sweeper.forgetSession(this);
    const endedAt = reason === 'idle' ? this.#activeAt : now();
    const shown = reason === 'closed' && observer.stopping ? 'shutdown' : reason;
    this.#startSpan('mcp.session', { [ATTR.SPAN_TYPE]: 'session', [ATTR.SESSION_END_REASON]: shown }, this.#startedAt).end(endedAt);
    const labels = labelsOfConnection(this.#attributes);
    // The conventions ask for a class of error only; what exactly failed is told by the operation that did.
    labelError(labels, reason === 'error' ? '_OTHER' : undefined);
    observer.durations.record(role === 'server' ? 'serverSession' : 'clientSession', (endedAt - this.#startedAt) / 1_000, labels);
  }

  #startSpan(name: string, own: Attributes, startTime: number) {
    const attributes = { ...this.#attributes, ...own };
    return this.#options.observer.tracer().startSpan(name, { kind: SpanKind.INTERNAL, attributes, startTime }, ROOT_CONTEXT);
  }
}
