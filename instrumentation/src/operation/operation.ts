import { type Attributes, type Context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { now } from '../clock.js';
import { describeContent, OTHER_ARGUMENTS, OTHER_RESULT, TOOL_ARGUMENTS, TOOL_RESULT } from '../content/describe-content.js';
import type { Observer } from '../observer.js';
import type { CallMessage } from '../protocol-shapes.js';
import { ATTR } from '../semconv.js';
import type { RunningOperation } from '../sweeper.js';
import { argumentsOf, METHOD_TOOL_CALL, type Target, targetOf } from './methods.js';
import { type Direction, type Outcome, outcomeOfClosedConnection } from './outcome.js';
import type { Parentage } from './propagation.js';

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

/** One request or notification, seen from one side, from start to end. */
export class Operation implements RunningOperation {
  readonly startedAt = now();
  readonly target: Target;
  /** With the operation's span active. */
  readonly context: Context;
  previous: RunningOperation | undefined = undefined;
  next: RunningOperation | undefined = undefined;
  snapshotDue = 0;
  readonly #options: OperationOptions;
  readonly #name: string;
  readonly #attributes: Attributes;
  readonly #span: Span;
  readonly #isWatched: boolean;
  #ended = false;

  constructor(options: OperationOptions) {
    const { observer, direction, message, parentage } = options;
    this.#options = options;
    this.target = targetOf(message.method, message.params);
    this.#attributes = {};
    this.#name = this.#identify();
    const kind = direction === 'inbound' ? SpanKind.SERVER : SpanKind.CLIENT;
    const { context, links } = parentage;
    this.#span = observer.tracer().startSpan(this.#name, { kind, attributes: this.#attributes, links, startTime: this.startedAt }, context);
    this.context = trace.setSpan(context, this.#span);
    this.#isWatched = message.id !== undefined && this.#span.isRecording();
    if (this.#isWatched) observer.sweeper.watchOperation(this);
  }

  get method(): string {
    return this.#options.message.method;
  }

  get direction(): Direction {
    return this.#options.direction;
  }

  /** `result` is what a request was answered with. */
  end(outcome: Outcome, result?: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#isWatched) this.#options.observer.sweeper.forgetOperation(this);
    const span = this.#span;
    if (span.isRecording()) {
      span.setAttributes(this.#options.describeSession());
      span.setAttributes(this.#options.caller);
      span.setAttributes(this.#describeEnd(outcome, result));
      const { errorType, message } = outcome;
      if (errorType !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, ...(message === undefined ? {} : { message }) });
      else if (message !== undefined) span.setAttribute(ATTR.ERROR_MESSAGE, message);
    }
    span.end(now());
  }

  snapshot(): void {
    const { observer, parentage, describeSession, caller } = this.#options;
    const { traceId, spanId } = this.#span.spanContext();
    const attributes: Attributes = {
      ...this.#attributes,
      ...describeSession(),
      ...caller,
      [ATTR.SPAN_TYPE]: 'snapshot',
      [ATTR.SNAPSHOT_TRACE_ID]: traceId,
      [ATTR.SNAPSHOT_SPAN_ID]: spanId,
    };
    const parent = trace.getSpanContext(parentage.context);
    if (parent !== undefined) attributes[ATTR.SNAPSHOT_PARENT_SPAN_ID] = parent.spanId;
    this.#describeArguments(attributes, observer.config.capture === 'all');
    const options = { kind: SpanKind.INTERNAL, startTime: this.startedAt, attributes };
    observer.tracer().startSpan(this.#name, options, ROOT_CONTEXT).end(now());
  }

  abandon(): void {
    this.end(outcomeOfClosedConnection(this.direction));
  }

  /** Takes down what the message says of itself, and returns the span's name. */
  #identify(): string {
    const { observer, message } = this.#options;
    const attributes = this.#attributes;
    const method = observer.methods.admit(message.method);
    attributes[ATTR.MCP_METHOD_NAME] = method;
    if (message.id !== undefined) attributes[ATTR.JSONRPC_REQUEST_ID] = String(message.id);
    if (method === METHOD_TOOL_CALL) attributes[ATTR.GEN_AI_OPERATION_NAME] = 'execute_tool';
    const { tool, prompt, uri } = this.target;
    if (uri !== undefined) attributes[ATTR.MCP_RESOURCE_URI] = uri;
    const target = tool ?? prompt;
    if (target === undefined) return method;
    const name = observer.targets.admit(target);
    attributes[tool === undefined ? ATTR.GEN_AI_PROMPT_NAME : ATTR.GEN_AI_TOOL_NAME] = name;
    return `${method} ${name}`;
  }

  #describeEnd(outcome: Outcome, result: unknown): Attributes {
    const { config, redactor } = this.#options.observer;
    const attributes: Attributes = {};
    const { errorType, responseCode, embeddedCode } = outcome;
    const failed = errorType !== undefined || responseCode !== undefined;
    const captured = config.capture === 'all' || (config.capture === 'errors' && failed);
    this.#describeArguments(attributes, captured);
    if (result !== undefined) {
      const names = this.method === METHOD_TOOL_CALL ? TOOL_RESULT : OTHER_RESULT;
      describeContent(attributes, names, this.#name, result, redactor, captured ? config.contentLimit : undefined);
    }
    if (errorType !== undefined) attributes[ATTR.ERROR_TYPE] = errorType;
    if (responseCode !== undefined) attributes[ATTR.RPC_RESPONSE_STATUS_CODE] = responseCode;
    if (embeddedCode !== undefined) attributes[ATTR.ERROR_CODE] = embeddedCode;
    return attributes;
  }

  #describeArguments(attributes: Attributes, captured: boolean): void {
    const { observer, message } = this.#options;
    const given = argumentsOf(message.method, message.params);
    if (given === undefined) return;
    const names = this.method === METHOD_TOOL_CALL ? TOOL_ARGUMENTS : OTHER_ARGUMENTS;
    describeContent(attributes, names, this.#name, given, observer.redactor, captured ? observer.config.contentLimit : undefined);
  }
}
