import { InstrumentationBase, type InstrumentationConfig, InstrumentationNodeModuleDefinition } from '@opentelemetry/instrumentation';
import { Hook } from 'require-in-the-middle';
import { isObject, type ProtocolLike, type TransportLike } from '../protocol-shapes.js';
import { PACKAGE_NAME, PACKAGE_VERSION } from '../version.js';
import { type OnFetch, patchCreateHandler } from './patch-handler.js';
import { type OnConnect, patchProtocol } from './patch-protocol.js';

const V1 = '@modelcontextprotocol/sdk';
const V1_ESM_FILE = /[/\\]dist[/\\]esm[/\\]shared[/\\]protocol\.js$/;
const V1_CJS_FILE = `${V1}/dist/cjs/shared/protocol`;
/** Bundled: each package has its own classes, ES module and CommonJS apart, and exports them from its main entry. */
const V2 = ['@modelcontextprotocol/server', '@modelcontextprotocol/client'];
const V2_SUPPORTED = ['>=2.0.0-0 <3'];

/** Tells of ES modules as they are loaded; `name` is the package's, with the path of an inner file. */
type ImportHook = new (packages: string[], options: { internals: boolean }, onLoad: (exports: unknown, name: string) => unknown) => unknown;

/** Finds the SDK's classes as they are loaded, as ES modules and as CommonJS, and tells of each connection. */
export abstract class ProtocolHooks<C extends InstrumentationConfig> extends InstrumentationBase<C> {
  // Declared only: the base class calls `init` before fields of this class would be set.
  declare private undo: (() => void)[];
  declare private loaded: Set<unknown> | undefined;

  /** Subclasses call `enable` once they are ready for connections. */
  protected constructor(config: C) {
    super(PACKAGE_NAME, PACKAGE_VERSION, { ...config, enabled: false });
    this.undo = [];
  }

  /** The process has loaded the SDK. */
  protected onFound(): void {}

  protected abstract onConnect(protocol: ProtocolLike, transport: TransportLike): void;

  /** Called around each exchange of `createMcpHandler`; it must call through. */
  protected abstract onExchange(...exchange: Parameters<OnFetch>): ReturnType<OnFetch>;

  protected override init(): InstrumentationNodeModuleDefinition[] {
    const patch = (exports: unknown) => this.patch(exports);
    return V2.map((name) => new InstrumentationNodeModuleDefinition(name, V2_SUPPORTED, patch, () => undefined));
  }

  override enable(): void {
    super.enable();
    if (this.loaded === undefined) this.hookFiles();
    else for (const exports of this.loaded) this.patch(exports);
  }

  override disable(): void {
    super.disable();
    for (const undo of this.undo?.splice(0) ?? []) undo();
  }

  /**
   * The first generation's class is in an inner file. `InstrumentationNodeModuleFile` never sees it as CommonJS, because it gives up on
   * packages without a main file, and before 0.212 not as an ES module either.
   */
  private hookFiles(): void {
    const loaded = new Set<unknown>();
    this.loaded = loaded;
    const onLoad = <T>(exports: T): T => {
      loaded.add(exports);
      return this.isEnabled() ? this.patch(exports) : exports;
    };
    new Hook([V1_CJS_FILE], { internals: true }, onLoad);
    const ImportHook = this.findImportHook();
    if (ImportHook === undefined) this._diag.warn('import-in-the-middle was not found: ES modules are not observed');
    else new ImportHook([V1], { internals: true }, (exports, name) => V1_ESM_FILE.test(name) && onLoad(exports));
  }

  /** From the hooks that the base class keeps, of which the last is for ES modules: another copy of import-in-the-middle would see none. */
  private findImportHook(): ImportHook | undefined {
    const hooks: unknown = Reflect.get(this, '_hooks');
    const last: unknown = Array.isArray(hooks) ? hooks.at(-1) : undefined;
    return isObject(last) && last.constructor !== Object ? (last.constructor as ImportHook) : undefined;
  }

  private patch<T>(exports: T): T {
    const onConnect: OnConnect = (protocol, transport) => this.onConnect(protocol, transport);
    const onFetch: OnFetch = (...exchange) => this.onExchange(...exchange);
    const undone = [...patchProtocol(exports, onConnect), patchCreateHandler(exports, onFetch)].filter((undo) => undo !== undefined);
    if (undone.length > 0) this.onFound();
    this.undo.push(...undone);
    return exports;
  }
}
