import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, parentPort } from 'node:worker_threads';
import type { TracerProvider } from '@opentelemetry/api';
import { watchHttpPeers } from '../connection/http-peer.js';
import type { OnFetch } from '../loading/patch-handler.js';
import { ProtocolHooks } from '../loading/protocol-hooks.js';
import { registerInjection } from '../loading/register-injection.js';
import { registerLoader } from '../loading/register-loader.js';
import type { ProtocolLike, TransportLike } from '../protocol-shapes.js';
import { reportToStderr } from '../report.js';
import { foldersAbove, resolveLinks } from './folders-above.js';
import type { Observation } from './observation.js';

/** Shared by all copies of this package in a process, so that it starts once. */
const STARTED = Symbol.for('callsight.started');

/**
 * Puts the hooks in place. All else is loaded where there is an MCP SDK: most processes that the flag reaches have none. `others` is what waits
 * for a provider in another copy of OpenTelemetry's API.
 */
export function startZeroCode(env: NodeJS.ProcessEnv, others?: TracerProvider): void {
  if (env.OTEL_SDK_DISABLED?.trim().toLowerCase() === 'true' || STARTED in globalThis || isLoaderThread()) return;
  Object.defineProperty(globalThis, STARTED, { value: true });
  tryToStart(() => {
    // The hooks look at all that is loaded after them: where it is likely to be needed, our own code comes before.
    if (isSdkNear(process.argv[1])) loadObservation();
    const instrumentation = new ZeroCodeInstrumentation(env, others);
    registerLoader();
    registerInjection(instrumentation);
  });
}

/** Node.js runs what --require names once more on the thread of its module loader, which has no port to a parent. */
function isLoaderThread(): boolean {
  return !isMainThread && parentPort === null;
}

function loadObservation(): typeof import('./observation.js') {
  return require('./observation.js');
}

/** A guess: where it is wrong, the SDK is found as it is loaded. */
function isSdkNear(script: string | undefined): boolean {
  if (script === undefined) return false;
  return foldersAbove(resolveLinks(script)).some((folder) => existsSync(join(folder, 'node_modules', '@modelcontextprotocol')));
}

function tryToStart<T>(start: () => T): T | undefined {
  try {
    return start();
  } catch (error) {
    reportToStderr('start', `instrumentation is off, because it could not start: ${error}`);
    return undefined;
  }
}

class ZeroCodeInstrumentation extends ProtocolHooks<object> {
  readonly #env: NodeJS.ProcessEnv;
  readonly #others: TracerProvider | undefined;
  #observation: Observation | undefined;
  #isLoaded = false;

  constructor(env: NodeJS.ProcessEnv, others: TracerProvider | undefined) {
    super({});
    this.#env = env;
    this.#others = others;
    watchHttpPeers();
    this.enable();
  }

  /** The process has the SDK: loading now spares the first connection of a server that is up by then. */
  override onFound(): void {
    this.#load();
  }

  override onConnect(protocol: ProtocolLike, transport: TransportLike): void {
    this.#load()?.onConnect(protocol, transport);
  }

  protected override onExchange(...exchange: Parameters<OnFetch>): ReturnType<OnFetch> {
    const observation = this.#load();
    return observation === undefined ? exchange[0]() : observation.onExchange(...exchange);
  }

  #load(): Observation | undefined {
    if (this.#isLoaded) return this.#observation;
    this.#isLoaded = true;
    this.#observation = tryToStart(() => {
      return loadObservation().startObservation(this.#env, reportToStderr, this.#others);
    });
    return this.#observation;
  }
}
