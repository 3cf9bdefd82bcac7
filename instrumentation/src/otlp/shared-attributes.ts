import type { Attributes } from '@opentelemetry/api';
import { ByteWriter } from './byte-writer.js';
import { writeAttributes } from './encode-attributes.js';

/** Attributes as bytes, and their keys. */
export interface EncodedAttributes {
  bytes: Uint8Array;
  keys: ReadonlySet<string>;
}

const MOST_COMBINATIONS = 1_000;
const shared = new WeakMap<Attributes, Map<Attributes | undefined, EncodedAttributes>>();

/** Declares that attributes never change again, so that many spans can share what was made of them. Returns its argument. */
export function share(attributes: Attributes): Attributes {
  if (!shared.has(attributes)) shared.set(attributes, new Map());
  return attributes;
}

export function isShared(attributes: Attributes): boolean {
  return shared.has(attributes);
}

/** The bytes of two shared groups of attributes, of which the second has the last word, as the repeated field that is given. */
export function encodeShared(field: number, first: Attributes, second: Attributes | undefined): EncodedAttributes {
  const known = shared.get(second ?? first) ?? new Map<Attributes | undefined, EncodedAttributes>();
  const other = second === undefined ? undefined : first;
  let encoded = known.get(other);
  if (encoded === undefined) {
    const all = { ...first, ...second };
    const writer = new ByteWriter(1_024);
    writeAttributes(writer, field, all);
    encoded = { bytes: writer.written(), keys: new Set(Object.keys(all)) };
    if (known.size < MOST_COMBINATIONS) known.set(other, encoded);
  }
  return encoded;
}
