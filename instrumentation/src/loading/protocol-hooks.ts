import {
  InstrumentationBase,
  type InstrumentationConfig,
  InstrumentationNodeModuleDefinition,
  InstrumentationNodeModuleFile,
} from '@opentelemetry/instrumentation';
import { Hook } from 'require-in-the-middle';
import type { ProtocolLike, TransportLike } from '../protocol-shapes.js';
import { PACKAGE_NAME, PACKAGE_VERSION } from '../version.js';
import { patchProtocol } from './patch-protocol.js';

const SDK = '@modelcontextprotocol/sdk';
const ESM_FILE = `${SDK}/dist/esm/shared/protocol.js`;
const CJS_FILE = `${SDK}/dist/cjs/shared/protocol`;
const SUPPORTED = ['>=1.4.0 <2'];

/** Finds the SDK's classes as they are loaded, as ES modules and as CommonJS, and tells of each connection. */
export abstract class ProtocolHooks<C extends InstrumentationConfig> extends InstrumentationBase<C> {
  // Declared only: the base class calls `init` before fields of this class would be set.
  declare private undo: (() => void)[];
  declare private required: Set<unknown> | undefined;

  /** Subclasses call `enable` once they are ready for connections. */
  protected constructor(config: C) {
    super(PACKAGE_NAME, PACKAGE_VERSION, { ...config, enabled: false });
    this.undo = [];
  }

  protected abstract onConnect(protocol: ProtocolLike, transport: TransportLike): void;

  protected override init(): InstrumentationNodeModuleDefinition {
    const file = new InstrumentationNodeModuleFile(
      ESM_FILE,
      SUPPORTED,
      (exports: unknown) => this.patch(exports),
      () => undefined,
    );
    return new InstrumentationNodeModuleDefinition(SDK, SUPPORTED, undefined, undefined, [file]);
  }

  override enable(): void {
    super.enable();
    if (this.required === undefined) this.hookRequire();
    else for (const exports of this.required) this.patch(exports);
  }

  override disable(): void {
    super.disable();
    for (const undo of this.undo?.splice(0) ?? []) undo();
  }

  /** `InstrumentationNodeModuleFile` never sees CommonJS: it gives up on packages without a main file, which the SDK is. */
  private hookRequire(): void {
    const required = new Set<unknown>();
    this.required = required;
    new Hook([CJS_FILE], { internals: true }, (exports) => {
      required.add(exports);
      if (this.isEnabled()) this.patch(exports);
      return exports;
    });
  }

  private patch<T>(exports: T): T {
    const undo = patchProtocol(exports, (protocol, transport) => this.onConnect(protocol, transport));
    if (undo !== undefined) this.undo.push(undo);
    return exports;
  }
}
