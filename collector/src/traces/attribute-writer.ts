import { fromBinary } from '@bufbuild/protobuf';
import { toText } from '../attributes.js';
import { AnyValueSchema } from '../generated/common_pb.js';
import type { MapColumn, TextColumn } from '../native/index.js';
import { AnyValueJson } from './any-value-json.js';
import { BOOL, DOUBLE, INT, KEY, LIST, MAP, STRING, VALUE } from './any-value-tags.js';
import { Slice, Slices } from './slices.js';
import type { WireReader } from './wire-reader.js';

/**
 * Writes attributes (repeated KeyValue) as rows of a map, in the form that the Collector's clickhouse exporter stores: keys sorted,
 * values as text. A span mostly has the keys of the one before it: each key is first compared with the one that was at its
 * place, and the order is worked out again only when a key differs.
 */
export class AttributeWriter {
  readonly #map: MapColumn;
  readonly #values = new Slices();
  readonly #key = new Slice();
  readonly #json = new AnyValueJson();
  /** Dictionary numbers of the last row's keys as they came, and the places of those keys in sorted order. */
  #keys: number[] = [];
  #order: number[] = [];

  constructor(map: MapColumn) {
    this.#map = map;
  }

  /** Adds a row from KeyValue messages. */
  addRow(reader: WireReader, attributes: Slices): void {
    this.#readKeys(reader, attributes);
    const { keys, texts } = this.#map;
    for (const place of this.#order) {
      keys.add(this.#keys[place] ?? 0);
      this.#writeValue(reader, this.#values.start(place), this.#values.end(place), texts);
    }
    this.#map.endRow(attributes.count);
  }

  /** To be called with the map's own `reset`: the numbers of the keys are gone. */
  reset(): void {
    this.#keys = [];
    this.#order = [];
  }

  /** Writes an AnyValue as text. Strings are copied. */
  #writeValue(reader: WireReader, start: number, end: number, texts: TextColumn): void {
    const json = this.#json;
    reader.pos = start;
    const tag = start < end ? reader.varint() : 0;
    if (tag === STRING && reader.endOfField(end) === end) texts.add(reader.bytes, reader.pos, end);
    else if (tag === LIST || tag === MAP) {
      reader.pos = start;
      if (json.write(reader, end)) texts.add(json.written.bytes, 0, json.written.length);
      else texts.addText(decode(reader, start, end));
    } else texts.addText(readScalar(reader, tag, end) ?? decode(reader, start, end));
  }

  #readKeys(reader: WireReader, attributes: Slices): void {
    const { dictionary } = this.#map.keys;
    const keys = this.#keys;
    let same = keys.length === attributes.count;
    keys.length = attributes.count;
    this.#values.reset();
    for (let place = 0; place < attributes.count; place += 1) {
      this.#readKeyValue(reader, attributes.start(place), attributes.end(place));
      const { start, end } = this.#key;
      const expected = keys[place];
      if (expected !== undefined && dictionary.has(expected, reader.bytes, start, end)) continue;
      keys[place] = dictionary.intern(reader.bytes, start, end);
      same = false;
    }
    if (!same) this.#order = keys.map((_, place) => place).sort((a, b) => dictionary.compare(keys[a] ?? 0, keys[b] ?? 0));
  }

  /** Notes where the key and the value are; an attribute without one of them has it empty. */
  #readKeyValue(reader: WireReader, start: number, end: number): void {
    let valueStart = start;
    let valueEnd = start;
    this.#key.reset();
    reader.pos = start;
    while (reader.pos < end) {
      const tag = reader.varint();
      if (tag === KEY) this.#key.take(reader, end);
      else if (tag === VALUE) {
        valueEnd = reader.endOfField(end);
        valueStart = reader.pos;
        reader.pos = valueEnd;
      } else reader.skip(tag, end);
    }
    reader.expectEnd(end);
    this.#values.add(valueStart, valueEnd);
  }
}

/** Of what is rare. */
function decode(reader: WireReader, start: number, end: number): string {
  return toText(fromBinary(AnyValueSchema, reader.bytes.subarray(start, end)));
}

/** Undefined for lists, bytes, and messages with more than the one field that a oneof should have. */
function readScalar(reader: WireReader, tag: number, end: number): string | undefined {
  if (tag !== BOOL && tag !== INT && tag !== DOUBLE) return undefined;
  const value = tag === BOOL ? reader.varint() !== 0 : tag === INT ? reader.integer() : reader.double();
  return reader.pos === end ? String(value) : undefined;
}
