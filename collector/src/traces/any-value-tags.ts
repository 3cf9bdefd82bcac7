import { tagOf } from './wire-reader.js';

/** Of an AnyValue (opentelemetry-proto, common.proto). */
export const STRING = tagOf(1, 'length');
export const BOOL = tagOf(2, 'varint');
export const INT = tagOf(3, 'varint');
export const DOUBLE = tagOf(4, 'fixed64');
export const LIST = tagOf(5, 'length');
export const MAP = tagOf(6, 'length');

/** The one field of a list, and of a map. */
export const ENTRY = tagOf(1, 'length');

/** Of a KeyValue. */
export const KEY = tagOf(1, 'length');
export const VALUE = tagOf(2, 'length');
