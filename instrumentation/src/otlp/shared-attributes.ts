import type { Attributes } from '@opentelemetry/api';
import { ByteWriter } from './byte-writer.js';
import { writeAttributes } from './encode-attributes.js';

const declared = new WeakSet<Attributes>();

/** Declares that attributes never change again, so that many spans can share what was made of them. Returns its argument. */
export function share(attributes: Attributes): Attributes {
  declared.add(attributes);
  return attributes;
}

/** Groups of attributes that spans have in common, of which a later one has the last word. */
export class SharedAttributes {
  readonly all: Readonly<Attributes>;
  #encoded: Uint8Array | undefined = undefined;
  readonly #keys: ReadonlySet<string>;
  /** By the group that is added; weak, because sessions end. */
  #longer: WeakMap<Attributes, SharedAttributes> | undefined = undefined;

  constructor(all: Attributes) {
    this.all = all;
    this.#keys = new Set(Object.keys(all));
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** These and one group more, or nothing where that is not declared. */
  with(group: Attributes): SharedAttributes | undefined {
    return this.#longer?.get(group) ?? (declared.has(group) ? this.#extend(group) : undefined);
  }

  /** The repeated field that is given, always the same one. */
  bytes(field: number): Uint8Array {
    this.#encoded ??= encode(field, this.all);
    return this.#encoded;
  }

  #extend(group: Attributes): SharedAttributes {
    const extended = Object.keys(group).length === 0 ? this : new SharedAttributes({ ...this.all, ...group });
    this.#longer ??= new WeakMap();
    this.#longer.set(group, extended);
    return extended;
  }
}

export const NONE_SHARED = new SharedAttributes({});

function encode(field: number, attributes: Attributes): Uint8Array {
  const writer = new ByteWriter(1_024);
  writeAttributes(writer, field, attributes);
  return writer.written();
}
