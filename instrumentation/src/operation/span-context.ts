import { type Context, INVALID_SPAN_CONTEXT, ROOT_CONTEXT, type Span, trace } from '@opentelemetry/api';

/** The key under which the API keeps the active span: it is not exported, but shown to every `setValue`. */
const SPAN_KEY = readSpanKey();

/** `trace.setSpan` without a copy of the parent's values, which each call would pay for. */
export function withSpan(parent: Context, span: Span): Context {
  return SPAN_KEY === undefined ? trace.setSpan(parent, span) : new SpanContext(parent, SPAN_KEY, span);
}

/** A parent and one value over it. What is derived from it is the parent's kind of context again. */
class SpanContext implements Context {
  readonly #parent: Context;
  readonly #key: symbol;
  readonly #span: Span;

  constructor(parent: Context, key: symbol, span: Span) {
    this.#parent = parent;
    this.#key = key;
    this.#span = span;
  }

  getValue(key: symbol): unknown {
    return key === this.#key ? this.#span : this.#parent.getValue(key);
  }

  setValue(key: symbol, value: unknown): Context {
    return this.#parent.setValue(this.#key, this.#span).setValue(key, value);
  }

  deleteValue(key: symbol): Context {
    return this.#parent.setValue(this.#key, this.#span).deleteValue(key);
  }
}

function readSpanKey(): symbol | undefined {
  let seen: symbol | undefined;
  const probe: Context = {
    getValue: () => undefined,
    setValue(key) {
      seen = key;
      return ROOT_CONTEXT;
    },
    deleteValue: () => ROOT_CONTEXT,
  };
  trace.setSpan(probe, trace.wrapSpanContext(INVALID_SPAN_CONTEXT));
  return seen;
}
