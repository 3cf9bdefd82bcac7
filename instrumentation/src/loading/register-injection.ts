import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isObject, type ProtocolLike, type TransportLike } from '../protocol-shapes.js';
import { CONNECT_CALLBACK, injectConnect } from './inject.js';
import type { OnConnect } from './patch-protocol.js';

interface Loaded {
  format?: string | null;
  source?: string | NodeJS.TypedArray | ArrayBuffer | null;
}

/** Since Node.js 22.15. */
type RegisterHooks = (hooks: { load: (url: string, context: unknown, next: (url: string, context: unknown) => Loaded) => Loaded }) => void;

interface Compiler {
  _compile: (content: unknown, filename: string, ...rest: unknown[]) => unknown;
}

/** Told of an SDK within a file that was loaded on this thread, and of its connections. */
export interface InjectionListener {
  onFound(): void;
  onConnect: OnConnect;
}

/** Reaches servers that are bundled with the SDK: their source gets a call in `connect` as it is loaded. */
export function registerInjection(listener: InjectionListener): void {
  const callback = (protocol: unknown, transport: unknown) => {
    if (isProtocol(protocol) && isObject(transport) && typeof transport.send === 'function')
      listener.onConnect(protocol, transport as unknown as TransportLike);
  };
  Object.defineProperty(globalThis, Symbol.for(CONNECT_CALLBACK), { value: callback, configurable: true });
  injectEsModules(listener);
  injectCommonJs(listener);
}

/** Other classes may have a `connect` and a `_transport` as well. */
function isProtocol(value: unknown): value is ProtocolLike {
  return isObject(value) && typeof value._onrequest === 'function' && typeof value._onresponse === 'function';
}

function injectEsModules(listener: InjectionListener): void {
  if (!('registerHooks' in nodeModule)) {
    nodeModule.register(pathToFileURL(join(__dirname, 'bundle-loader.js')));
    return;
  }
  const registerHooks = nodeModule.registerHooks as unknown as RegisterHooks;
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      const { source } = loaded;
      const injected = source === null || source === undefined || loaded.format !== 'module' ? undefined : injectConnect(url, source);
      if (injected === undefined) return loaded;
      listener.onFound();
      return { ...loaded, source: injected };
    },
  });
}

function injectCommonJs(listener: InjectionListener): void {
  const compiler = (nodeModule.Module as unknown as { prototype: Compiler }).prototype;
  const original = compiler._compile;
  compiler._compile = function (this: unknown, content, filename, ...rest) {
    const injected = typeof content === 'string' ? injectConnect(filename, content) : undefined;
    if (injected !== undefined) listener.onFound();
    return Reflect.apply(original, this, [injected ?? content, filename, ...rest]);
  };
}
