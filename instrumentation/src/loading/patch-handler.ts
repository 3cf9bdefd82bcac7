import { isObject } from '../protocol-shapes.js';

/** Of the object that `createMcpHandler` of SDK v2 returns. */
export type HandlerFetch = (request: Request, options?: unknown) => Promise<Response>;

/** Called around each exchange; it must call through, and return what the handler returned. */
export type OnFetch = (serve: () => Promise<Response>, request: Request, options: unknown) => Promise<Response>;

/** Shared by all copies of this package in a process, so that a handler is wrapped once. */
const PATCHED = Symbol.for('callsight.patched');

/** Patches the module's `createMcpHandler`, so that exchanges which no server ever sees are seen. Returns what undoes it. */
export function patchCreateHandler(exports: unknown, onFetch: OnFetch): (() => void) | undefined {
  if (!isObject(exports)) return undefined;
  const original = exports.createMcpHandler;
  if (typeof original !== 'function' || PATCHED in original) return undefined;

  function createMcpHandler(this: unknown, ...given: unknown[]): unknown {
    const handler: unknown = Reflect.apply(original as () => unknown, this, given);
    if (isHandler(handler)) patchHandler(handler, onFetch);
    return handler;
  }
  Object.defineProperty(createMcpHandler, PATCHED, { value: true });
  exports.createMcpHandler = createMcpHandler;
  return () => {
    exports.createMcpHandler = original;
  };
}

export function isHandler(value: unknown): value is { fetch: HandlerFetch } {
  return isObject(value) && typeof value.fetch === 'function' && 'notify' in value && 'bus' in value;
}

export function patchHandler(handler: { fetch: HandlerFetch }, onFetch: OnFetch): void {
  const original = handler.fetch;
  if (PATCHED in original) return;
  const fetch: HandlerFetch = function (this: unknown, ...given) {
    return onFetch(() => Reflect.apply(original, this, given), given[0], given[1]);
  };
  Object.defineProperty(fetch, PATCHED, { value: true });
  handler.fetch = fetch;
}
