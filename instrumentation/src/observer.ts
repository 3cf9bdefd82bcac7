import { type MeterProvider, metrics } from '@opentelemetry/api';
import type { Config } from './config.js';
import { ContentDescriber } from './content/describe-content.js';
import { createRedactor, type Redactor } from './content/redact.js';
import type { Durations } from './metrics/durations.js';
import { MeteredDurations } from './metrics/metered-durations.js';
import { KnownNames } from './operation/known-names.js';
import type { Operation } from './operation/operation.js';
import { type GuardedHooks, guardHooks, type OperatorHooks } from './operator-hooks.js';
import type { SpanStarter } from './otlp/recording-tracer.js';
import type { Report } from './report.js';
import { Sweeper } from './sweeper.js';

/** Methods of the protocol, always admitted by name. */
const PROTOCOL_METHODS = [
  ...['initialize', 'ping', 'completion/complete', 'logging/setLevel', 'server/discover', 'subscriptions/listen'],
  ...['tools/list', 'tools/call', 'prompts/list', 'prompts/get', 'roots/list', 'sampling/createMessage', 'elicitation/create'],
  ...['resources/list', 'resources/templates/list', 'resources/read', 'resources/subscribe', 'resources/unsubscribe'],
  ...['tasks/get', 'tasks/result', 'tasks/list', 'tasks/cancel', 'notifications/tasks/status', 'notifications/initialized'],
  ...['notifications/cancelled', 'notifications/progress', 'notifications/message', 'notifications/elicitation/complete'],
  ...['notifications/resources/updated', 'notifications/resources/list_changed', 'notifications/tools/list_changed'],
  ...['notifications/prompts/list_changed', 'notifications/roots/list_changed'],
];

/** What all observed connections of a process share. */
export interface Observer {
  readonly config: Config;
  readonly report: Report;
  readonly redactor: Redactor;
  readonly content: ContentDescriber;
  readonly sweeper: Sweeper;
  readonly methods: KnownNames;
  readonly targets: KnownNames;
  /** Asked for each span, because providers may be set late. Replaced where the process sends its spans without one. */
  tracer: () => SpanStarter;
  readonly hooks: GuardedHooks;
  /** Replaced where the process exports them without a MeterProvider. */
  durations: Durations;
  /** Set once the process is ending: sessions that close from then on were shut down. */
  stopping: boolean;
  /** Kept so that the engine keeps what it compiled, as told there. */
  lastEnded: Operation | undefined;
}

export interface ObserverOptions {
  config: Config;
  report: Report;
  tracer: () => SpanStarter;
  /** By default the global one, asked for as late as the tracer. */
  meterProvider?: () => MeterProvider;
  hooks?: OperatorHooks;
  sweeper?: Sweeper;
}

export function createObserver({
  config,
  report,
  tracer,
  meterProvider = () => metrics.getMeterProvider(),
  hooks = {},
  sweeper = new Sweeper(),
}: ObserverOptions): Observer {
  const guarded = guardHooks(hooks, report);
  const redactor = createRedactor(config.redactKeys, guarded.redact);
  return {
    config,
    report,
    tracer,
    hooks: guarded,
    durations: new MeteredDurations(meterProvider),
    redactor,
    content: new ContentDescriber(redactor, config.contentLimit),
    sweeper,
    methods: new KnownNames(PROTOCOL_METHODS),
    targets: new KnownNames(),
    stopping: false,
    lastEnded: undefined,
  };
}

/** Runs our own code: whatever it does, the host goes on. */
export function guard<T>(observer: Observer, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    reportSkipped(observer, error);
    return undefined;
  }
}

/** For the path of every call, where a function that guards would cost the engine more to compile than what it guards. */
export function reportSkipped(observer: Observer, error: unknown): void {
  observer.report('internal', `an observation failed and was skipped: ${error instanceof Error ? error.stack : String(error)}`);
}
