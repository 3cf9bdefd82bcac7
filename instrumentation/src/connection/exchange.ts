import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, context } from '@opentelemetry/api';
import { guard, type Observer } from '../observer.js';
import { Operation } from '../operation/operation.js';
import { OUTCOME_OK, type Outcome, outcomeOfException, outcomeOfRpcError } from '../operation/outcome.js';
import { extractParentage } from '../operation/propagation.js';
import { toObserved } from '../operator-hooks.js';
import { type CallMessage, isObject, type Properties, textOf } from '../protocol-shapes.js';
import { withIdentity } from '../session/identified.js';
import { callerOf } from './caller.js';
import { ConnectionIdentity } from './connection-identity.js';
import { describeNetwork } from './network.js';

/** One HTTP exchange of an entry that makes a server for each. */
interface Exchange {
  reachedServer: boolean;
}

const current = new AsyncLocalStorage<Exchange>();
/** Most processes have no such entry, and every message asks. */
let isInUse = false;
const MOST_ERROR_LENGTH = 10_000;

/** A server received the message of the current exchange, and reports it. */
export function markExchange(): void {
  const exchange = isInUse ? current.getStore() : undefined;
  if (exchange !== undefined) exchange.reachedServer = true;
}

/**
 * Observes one exchange of `createMcpHandler`. What it answers itself, such as a refused header or a subscription, reaches no server:
 * the span is then made from the headers that name method and target, for the body is the host's to read.
 */
export function observeExchange(observer: Observer, serve: () => Promise<Response>, request: Request, extra: unknown): Promise<Response> {
  isInUse = true;
  const exchange: Exchange = { reachedServer: false };
  const ambient = context.active();
  const served = current.run(exchange, serve);
  if (typeof served?.then !== 'function') return served;
  return served.then(
    (response) => {
      if (!exchange.reachedServer) guard(observer, () => report(observer, request, extra, ambient, response));
      return response;
    },
    (error: unknown) => {
      if (!exchange.reachedServer) guard(observer, () => begin(observer, request, extra, ambient)?.end(outcomeOfException(error)));
      throw error;
    },
  );
}

/** The answer is read from a copy, and only where it is an error: its code is nowhere else. */
function report(observer: Observer, request: Request, extra: unknown, ambient: Context, response: Response): void {
  const operation = begin(observer, request, extra, ambient);
  if (operation === undefined) return;
  if (response.ok) {
    operation.end(OUTCOME_OK);
    return;
  }
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const body = isJson && !response.bodyUsed ? response.clone().text() : Promise.resolve('');
  void body.then(
    (text) => guard(observer, () => operation.end(outcomeOfRefusal(response.status, text))),
    () => guard(observer, () => operation.end(outcomeOfRefusal(response.status, ''))),
  );
}

/** Nothing for an exchange that does not name a method: it may be no message at all. */
function begin(observer: Observer, request: Request, options: unknown, ambient: Context): Operation | undefined {
  const method = textOf(request.headers.get('mcp-method'));
  if (method === undefined) return undefined;
  const message = toMessage(method, textOf(request.headers.get('mcp-name'), 1_024));
  const parentage = extractParentage(undefined, ambient);
  const { config, hooks } = observer;
  const extra = { request, authInfo: isObject(options) ? options.authInfo : undefined };
  if (hooks.ignore?.(toObserved('server', message, extra))) return undefined;
  let caller = callerOf(extra, config, true);
  if (hooks.identify !== undefined) caller = withIdentity(caller, hooks.identify(toObserved('server', message, extra)), config);
  const transport = { send: () => Promise.resolve(), handleRequest: undefined };
  const identity = new ConnectionIdentity(transport, 'server').ofMessage(message, parentage, caller, config);
  return new Operation({
    observer,
    direction: 'inbound',
    message,
    parentage,
    caller: { ...caller.attributes, ...identity },
    describeSession: () => describeNetwork(transport, 'http', 'server'),
  });
}

function toMessage(method: string, name: string | undefined): CallMessage {
  if (name === undefined) return { method };
  return { method, params: method.startsWith('resources/') ? { uri: name } : { name } };
}

function outcomeOfRefusal(status: number, text: string): Outcome {
  const error = text.length > MOST_ERROR_LENGTH ? undefined : errorIn(text);
  if (error !== undefined) return outcomeOfRpcError(error, 'inbound');
  // The caller's fault, as with the JSON-RPC codes that blame it.
  return status < 500 ? { message: `HTTP status ${status}` } : { errorType: String(status) };
}

function errorIn(text: string): Properties | undefined {
  try {
    const { error } = JSON.parse(text);
    return isObject(error) ? error : undefined;
  } catch {
    return undefined;
  }
}
