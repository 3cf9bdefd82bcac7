import type { Attributes } from '@opentelemetry/api';
import { PACKAGE_NAME, PACKAGE_VERSION } from '../version.js';
import { ByteWriter } from './byte-writer.js';
import { BYTES, writeAttributes } from './encode-attributes.js';

/**
 * What stands before so many bytes of spans or metrics in the body of an export request: one `ResourceSpans` with one `ScopeSpans`, which both
 * end with them. Those of metrics have the same fields.
 */
export function frameOf(length: number, resource: Attributes): Uint8Array {
  const scoped = new ByteWriter(256);
  scoped.byte((1 << 3) | BYTES);
  const scope = scoped.begin(0);
  scoped.byte((1 << 3) | BYTES);
  scoped.text(PACKAGE_NAME);
  scoped.byte((2 << 3) | BYTES);
  scoped.text(PACKAGE_VERSION);
  scoped.finish(scope, 0);
  const ofResource = new ByteWriter(2_048);
  ofResource.byte((1 << 3) | BYTES);
  const described = ofResource.begin(0);
  writeAttributes(ofResource, 1, resource);
  ofResource.finish(described, 0);
  ofResource.byte((2 << 3) | BYTES);
  ofResource.varint(scoped.length + length);
  ofResource.copy(scoped.written());
  const frame = new ByteWriter(ofResource.length + 16);
  frame.byte((1 << 3) | BYTES);
  frame.varint(ofResource.length + length);
  frame.copy(ofResource.written());
  return frame.written();
}
