import { ByteWriter } from '../native/index.js';
import { BOOL, DOUBLE, ENTRY, INT, KEY, LIST, MAP, STRING, VALUE } from './any-value-tags.js';
import type { WireReader } from './wire-reader.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const BRACKET = 0x5b;
const BRACKET_CLOSE = 0x5d;
const BRACE = 0x7b;
const BRACE_CLOSE = 0x7d;
/** A control character takes six bytes. */
const MOST_ESCAPED = 6;
/** Values within each other; what has more is left to the decoder, which says what is wrong with it. */
const MOST_DEPTH = 100;
/** Bytes of a text for which room is made at once. */
const PART = 4_096;
/** What a byte of a text becomes: itself (0), a backslash and this, or (1) an escape by number. */
const ESCAPES = new Uint8Array(256).fill(1, 0, 0x20);
for (const [character, letter] of Object.entries({ '"': '"', '\\': '\\', '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't' })) {
  ESCAPES[character.charCodeAt(0)] = letter.charCodeAt(0);
}
const HEX = Buffer.from('0123456789abcdef');

/** A KeyValue by where the length of its key is, and where it ends. */
interface Entry {
  key: number;
  end: number;
}

/**
 * Lists and maps as JSON text in UTF-8, as `toText` of attributes.ts makes it of decoded ones: keys are sorted, as the Collector has them. Captured
 * contents come so, and no part of them becomes a string here. Used again for every value.
 */
export class AnyValueJson {
  /** What was written last. */
  readonly written = new ByteWriter();
  #depth = 0;

  /**
   * Writes the AnyValue that the reader is at. False where it is written in some way that encoders do not write, for which there is `toText`.
   *
   * @throws RangeError when the bytes end too early.
   */
  write(reader: WireReader, end: number): boolean {
    this.written.reset();
    this.#depth = 0;
    return this.#writeValue(reader, end);
  }

  #writeValue(reader: WireReader, end: number): boolean {
    if (reader.pos === end) return this.#ascii('null');
    this.#depth++;
    const isWritten = this.#depth <= MOST_DEPTH && this.#writeOne(reader, reader.varint(), end) && reader.pos === end;
    this.#depth--;
    return isWritten;
  }

  #writeOne(reader: WireReader, tag: number, end: number): boolean {
    switch (tag) {
      case STRING:
        return this.#writeText(reader, end);
      case BOOL:
        return this.#ascii(reader.varint() === 0 ? 'false' : 'true');
      case INT:
        return this.#ascii(String(reader.integer()));
      case DOUBLE:
        return this.#ascii(JSON.stringify(reader.double()));
      case LIST:
        return this.#writeList(reader, reader.endOfField(end));
      case MAP:
        return this.#writeMap(reader, reader.endOfField(end));
      default:
        return false;
    }
  }

  #writeList(reader: WireReader, end: number): boolean {
    this.written.byte(BRACKET);
    const start = this.written.length;
    while (reader.pos < end) {
      if (this.written.length > start) this.written.byte(COMMA);
      if (reader.varint() !== ENTRY || !this.#writeValue(reader, reader.endOfField(end))) return false;
    }
    this.written.byte(BRACKET_CLOSE);
    return true;
  }

  #writeMap(reader: WireReader, end: number): boolean {
    const entries: Entry[] = [];
    while (reader.pos < end) {
      if (reader.varint() !== ENTRY) return false;
      const entryEnd = reader.endOfField(end);
      if (reader.pos === entryEnd || reader.varint() !== KEY) return false;
      entries.push({ key: reader.pos, end: entryEnd });
      reader.pos = entryEnd;
    }
    if (entries.length > 1) entries.sort((a, b) => compareTexts(reader, a.key, b.key));
    this.written.byte(BRACE);
    for (const [index, entry] of entries.entries()) {
      if (index > 0) this.written.byte(COMMA);
      if (!this.#writeMember(reader, entry)) return false;
    }
    reader.pos = end;
    this.written.byte(BRACE_CLOSE);
    return true;
  }

  #writeMember(reader: WireReader, { key, end }: Entry): boolean {
    reader.pos = key;
    this.#writeText(reader, end);
    this.written.byte(COLON);
    if (reader.pos === end || reader.varint() !== VALUE) return false;
    return reader.endOfField(end) === end && this.#writeValue(reader, end);
  }

  #writeText(reader: WireReader, limit: number): true {
    const end = reader.endOfField(limit);
    this.written.byte(QUOTE);
    for (let from = reader.pos; from < end; from += PART) this.#escape(reader.bytes, from, Math.min(from + PART, end));
    this.written.byte(QUOTE);
    reader.pos = end;
    return true;
  }

  #escape(source: Buffer, from: number, until: number): void {
    this.written.reserve((until - from) * MOST_ESCAPED);
    const { bytes } = this.written;
    let to = this.written.length;
    for (let at = from; at < until; at++) {
      const byte = source[at] as number;
      const escaped = ESCAPES[byte] as number;
      if (escaped === 0) bytes[to++] = byte;
      else {
        bytes[to++] = BACKSLASH;
        if (escaped > 1) bytes[to++] = escaped;
        else {
          to += bytes.write('u00', to, 'latin1');
          bytes[to++] = HEX[byte >> 4] as number;
          bytes[to++] = HEX[byte & 0xf] as number;
        }
      }
    }
    this.written.length = to;
  }

  #ascii(text: string): true {
    for (let index = 0; index < text.length; index++) this.written.byte(text.charCodeAt(index));
    return true;
  }
}

/** The order of two texts of which the lengths are at these places, by their bytes. */
function compareTexts(reader: WireReader, a: number, b: number): number {
  const { bytes } = reader;
  reader.pos = a;
  const sizeOfA = reader.varint();
  const startOfA = reader.pos;
  reader.pos = b;
  const sizeOfB = reader.varint();
  const startOfB = reader.pos;
  const shorter = Math.min(sizeOfA, sizeOfB);
  for (let index = 0; index < shorter; index++) {
    const order = (bytes[startOfA + index] ?? 0) - (bytes[startOfB + index] ?? 0);
    if (order !== 0) return order;
  }
  return sizeOfA - sizeOfB;
}
