import type { JsonValue } from '@bufbuild/protobuf';

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;
const LONG_INTEGER = /^-?\d{16,}$/;
const ID_FIELDS = new Set(['traceId', 'spanId', 'parentSpanId']);
const WHOLE_BYTES_OF_HEX = /^(?:[\da-f]{2})*$/i;
/** One byte: no id has this length, so that only the span which carries it is rejected. */
const INVALID_ID = 'AA==';

/**
 * OTLP's JSON as the JSON form of its protobuf messages. The two differ: ids are hex instead of base64, and only lowerCamelCase
 * names are fields. 64-bit integers may be JSON numbers; they become strings, so that none loses precision.
 *
 * @throws SyntaxError when the text is not JSON.
 */
export function parseOtlpJson(text: string): JsonValue {
  return JSON.parse(quoteLongIntegers(text), (key, value: unknown) => {
    if (key.includes('_')) return undefined;
    if (typeof value !== 'string') return value;
    return ID_FIELDS.has(key) ? toBase64(value) : value.toWellFormed();
  });
}

function toBase64(id: string): string {
  return WHOLE_BYTES_OF_HEX.test(id) ? Buffer.from(id, 'hex').toString('base64') : INVALID_ID;
}

/** JSON.parse would round integers of more than 53 bits. Walks from string to string: only what lies between them is searched. */
function quoteLongIntegers(text: string): string {
  const pieces: string[] = [];
  let position = 0;
  while (position < text.length) {
    const quote = text.indexOf('"', position);
    const start = quote === -1 ? text.length : quote;
    pieces.push(text.slice(position, start).replace(NUMBER, (number) => (LONG_INTEGER.test(number) ? `"${number}"` : number)));
    position = endOfString(text, start);
    pieces.push(text.slice(start, position));
  }
  return pieces.join('');
}

function endOfString(text: string, start: number): number {
  let position = start + 1;
  while (position < text.length) {
    const character = text[position];
    if (character === '"') return position + 1;
    position += character === '\\' ? 2 : 1;
  }
  return text.length;
}
