import { type Attributes, type Context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { now, timeOf } from '../clock.js';
import type { AttributeSink } from '../content/describe-content.js';
import { describePromptVariables } from '../content/describe-prompt-variables.js';
import { labelError, labelsOfOperation, labelsOfSuccess } from '../metrics/metric-labels.js';
import type { Observer } from '../observer.js';
import type { CallMessage } from '../protocol-shapes.js';
import { ATTR } from '../semconv.js';
import type { RunningOperation } from '../sweeper.js';
import { argumentsOf, METHOD_PROMPT_GET, METHOD_TOOL_CALL, METHOD_TOOL_LIST, type Target, targetOf } from './methods.js';
import { type Direction, type Outcome, outcomeOfClosedConnection } from './outcome.js';
import type { Parentage } from './propagation.js';
import { withSpan } from './span-context.js';
import { type Subject, subjectOf } from './subject.js';
import { describeSurface } from './surface.js';

export interface OperationOptions {
  observer: Observer;
  direction: Direction;
  message: CallMessage;
  parentage: Parentage;
  /** Attributes of this message's caller. */
  caller: Attributes;
  /** Attributes of the session, which are asked for late: initialize brings some of them. */
  describeSession: () => Attributes;
}

/** What operations that have ended are about. */
const FORGOTTEN: CallMessage = { method: '' };
const describeNothing = (): Attributes => ({});

/** One request or notification, seen from one side, from start to end. */
export class Operation implements RunningOperation {
  /** Of the monotonic clock: a wall clock that is set changes no duration. */
  readonly #startedTick = performance.now();
  readonly startedAt = timeOf(this.#startedTick);
  readonly method: string;
  readonly direction: Direction;
  readonly target: Target;
  /** With the operation's span active. */
  readonly context: Context;
  previous: RunningOperation | undefined = undefined;
  next: RunningOperation | undefined = undefined;
  snapshotDue = 0;
  readonly #observer: Observer;
  #message: CallMessage;
  readonly #parentage: Parentage;
  readonly #caller: Attributes;
  #describeSession: () => Attributes;
  readonly #subject: Subject;
  readonly #span: Span;
  readonly #isWatched: boolean;
  #endedAt = 0;

  constructor({ observer, direction, message, parentage, caller, describeSession }: OperationOptions) {
    this.#observer = observer;
    this.#message = message;
    this.#parentage = parentage;
    this.#caller = caller;
    this.#describeSession = describeSession;
    this.method = message.method;
    this.direction = direction;
    this.target = targetOf(message.method, message.params);
    this.#subject = subjectOf(observer.methods.admit(message.method), admitted(this.target, observer));
    const { name, attributes } = this.#subject;
    const kind = direction === 'inbound' ? SpanKind.SERVER : SpanKind.CLIENT;
    const { context, links } = parentage;
    this.#span = observer.tracer().startSpan(name, { kind, attributes, links, startTime: this.startedAt }, context);
    this.context = withSpan(context, this.#span);
    this.#isWatched = message.id !== undefined && this.#span.isRecording();
    if (this.#isWatched) observer.sweeper.watchOperation(this);
  }

  /** Milliseconds since the epoch; 0 while it is open. */
  get endedAt(): number {
    return this.#endedAt;
  }

  /** `result` is what a request was answered with. */
  end(outcome: Outcome, result?: unknown): void {
    if (this.#endedAt !== 0) return;
    const elapsed = performance.now() - this.#startedTick;
    this.#endedAt = this.startedAt + elapsed;
    if (this.#isWatched) this.#observer.sweeper.forgetOperation(this);
    const span = this.#span;
    const session = this.#describeSession();
    try {
      if (span.isRecording()) this.#describeEnd(session, outcome, result);
    } finally {
      span.end(this.#endedAt);
      this.#recordDuration(elapsed / 1_000, session, outcome);
      this.#stay();
    }
  }

  snapshot(): void {
    const { traceId, spanId } = this.#span.spanContext();
    const attributes: Attributes = {
      ...this.#subject.attributes,
      ...this.#describeSession(),
      ...this.#caller,
      [ATTR.SPAN_TYPE]: 'snapshot',
      [ATTR.SNAPSHOT_TRACE_ID]: traceId,
      [ATTR.SNAPSHOT_SPAN_ID]: spanId,
    };
    const parent = trace.getSpanContext(this.#parentage.context);
    if (parent !== undefined) attributes[ATTR.SNAPSHOT_PARENT_SPAN_ID] = parent.spanId;
    const options = { kind: SpanKind.INTERNAL, startTime: this.startedAt, attributes };
    const span = this.#observer.tracer().startSpan(this.#subject.name, options, ROOT_CONTEXT);
    this.#describeMessage(span, this.#observer.config.capture === 'all');
    span.end(now());
  }

  abandon(): void {
    this.end(outcomeOfClosedConnection(this.direction));
  }

  /**
   * Until the next one ends, without what it was about. Once a garbage collection finds no object of a class, V8 forgets how its objects are laid
   * out, and with that all code that it compiled for them; between two calls there would be none.
   */
  #stay(): void {
    this.#message = FORGOTTEN;
    this.#describeSession = describeNothing;
    this.#observer.lastEnded = this;
  }

  #recordDuration(seconds: number, session: Attributes, { errorType, responseCode }: Outcome): void {
    let labels: Attributes;
    if (errorType === undefined && responseCode === undefined) {
      labels = labelsOfSuccess(session, this.#subject, this.#caller);
    } else {
      labels = labelsOfOperation(session, this.#subject, this.#caller);
      labelError(labels, errorType, responseCode);
    }
    this.#observer.durations.record(this.direction === 'inbound' ? 'serverOperation' : 'clientOperation', seconds, labels);
  }

  /** The operator's rule has the last word on messages as well, once they may hold content. */
  #toShown(message: string | undefined): string | undefined {
    const { config, hooks, redactor } = this.#observer;
    if (message === undefined || hooks.redact === undefined || config.capture === 'off') return message;
    return redactor.cleanText(message, 'message');
  }

  #describeEnd(session: Attributes, outcome: Outcome, result: unknown): void {
    const span = this.#span;
    const { config, content } = this.#observer;
    const { errorType, responseCode, embeddedCode } = outcome;
    const failed = errorType !== undefined || responseCode !== undefined;
    const captured = config.capture === 'all' || (config.capture === 'errors' && failed);
    // Foreign code, which might end another operation: contents are true until the next one is described.
    const shown = this.#toShown(outcome.message);
    span.setAttributes(session);
    span.setAttributes(this.#caller);
    this.#describeMessage(span, captured);
    if (result !== undefined) {
      const part = this.method === METHOD_TOOL_CALL ? 'toolResult' : 'otherResult';
      content.describe(span, part, this.#subject.name, result, captured);
      if (this.method === METHOD_TOOL_LIST && this.direction === 'inbound' && config.surface === 'on') {
        describeSurface(span, this.#message.params, result);
      }
    }
    if (errorType !== undefined) span.setAttribute(ATTR.ERROR_TYPE, errorType);
    if (responseCode !== undefined) span.setAttribute(ATTR.RPC_RESPONSE_STATUS_CODE, responseCode);
    if (embeddedCode !== undefined) span.setAttribute(ATTR.ERROR_CODE, embeddedCode);
    if (errorType !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, ...(shown === undefined ? {} : { message: shown }) });
    else if (shown !== undefined) span.setAttribute(ATTR.ERROR_MESSAGE, shown);
  }

  /** What tells this message from others to the same target. */
  #describeMessage(sink: AttributeSink, captured: boolean): void {
    const message = this.#message;
    if (message.id !== undefined) sink.setAttribute(ATTR.JSONRPC_REQUEST_ID, String(message.id));
    if (this.target.uri !== undefined) sink.setAttribute(ATTR.MCP_RESOURCE_URI, this.target.uri);
    const given = argumentsOf(this.method, message.params);
    if (given === undefined) return;
    const part = this.method === METHOD_TOOL_CALL ? 'toolArguments' : 'otherArguments';
    const { content } = this.#observer;
    content.describe(sink, part, this.#subject.name, given, captured);
    if (captured && this.method === METHOD_PROMPT_GET) describePromptVariables(sink, content.toText(given).text);
  }
}

function admitted(target: Target, { targets }: Observer): Target {
  const { tool, prompt } = target;
  const name = tool ?? prompt;
  if (name === undefined || targets.admit(name) === name) return target;
  return tool === undefined ? { prompt: targets.admit(name) } : { tool: targets.admit(name) };
}
