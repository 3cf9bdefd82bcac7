/** Strings up to this length are measured exactly; of longer ones the escapes are counted in samples. */
const EXACT_LENGTH = 8_192;
/** From here on, copying a string to bytes and counting those is faster than reading its characters. */
const LEAST_COPIED = 40;
const SAMPLES = 16;
const SAMPLE_LENGTH = 128;
/** Elements of an array that are measured, evenly spread. */
const MOST_ELEMENTS = 1_000;
/** Values visited before the rest is extrapolated from what was seen. */
const MOST_VALUES = 4_000;
const MOST_DEPTH = 100;

/**
 * Bytes of a value's JSON text, without making the text. Exact while no string is longer than 8,192 characters, no array longer than
 * 1,000 elements and there are at most 4,000 values; beyond that an estimate, because exactness would cost the host's hot path
 * milliseconds a megabyte.
 */
export function jsonSize(value: unknown): number {
  return measure(value, { left: MOST_VALUES }, 0) ?? 0;
}

interface Budget {
  left: number;
}

/** `undefined` for what JSON leaves out: undefined, functions and symbols. */
function measure(value: unknown, budget: Budget, depth: number): number | undefined {
  budget.left--;
  switch (typeof value) {
    case 'string':
      return stringSize(value);
    case 'number':
      return numberSize(value);
    case 'boolean':
      return value ? 4 : 5;
    case 'object':
      if (value === null) return 4;
      if (depth > MOST_DEPTH) return 2;
      if (ArrayBuffer.isView(value)) return value.byteLength * 4;
      if (Array.isArray(value)) return arraySize(value, budget, depth);
      if ('toJSON' in value && typeof value.toJSON === 'function') return measure(value.toJSON(), budget, depth + 1);
      return objectSize(value, budget, depth);
    case 'bigint':
      return String(value).length;
    default:
      return undefined;
  }
}

function arraySize(values: unknown[], budget: Budget, depth: number): number {
  const step = Math.max(1, Math.ceil(values.length / MOST_ELEMENTS));
  let size = 0;
  let seen = 0;
  for (let index = 0; index < values.length && budget.left > 0; index += step) {
    size += (measure(values[index], budget, depth + 1) ?? 4) + 1;
    seen++;
  }
  return 1 + Math.max(1, extrapolate(size, seen, values.length));
}

function objectSize(value: object, budget: Budget, depth: number): number {
  const entries = Object.keys(value);
  let size = 0;
  let seen = 0;
  for (const key of entries) {
    if (budget.left <= 0) break;
    const inner = measure(Reflect.get(value, key), budget, depth + 1);
    if (inner !== undefined) size += stringSize(key) + inner + 2;
    seen++;
  }
  return 1 + Math.max(1, extrapolate(size, seen, entries.length));
}

function extrapolate(size: number, seen: number, total: number): number {
  return seen === total ? size : Math.round((size / Math.max(1, seen)) * total);
}

/** `null` stands for what is not finite. */
export function numberSize(value: number): number {
  return Number.isFinite(value) ? String(value).length : 4;
}

/** With the quotes. */
export function stringSize(text: string): number {
  if (text.length <= LEAST_COPIED) return 2 + escapedSize(text, 0, text.length);
  if (text.length <= EXACT_LENGTH) return 2 + copiedSize(text);
  const step = Math.floor((text.length - SAMPLE_LENGTH) / (SAMPLES - 1));
  let extra = 0;
  for (let sample = 0; sample < SAMPLES; sample++) {
    const from = sample * step;
    const part = text.slice(from, from + SAMPLE_LENGTH);
    extra += copiedSize(part) - Buffer.byteLength(part);
  }
  return 2 + Buffer.byteLength(text) + Math.max(0, Math.round((extra / (SAMPLES * SAMPLE_LENGTH)) * text.length));
}

function escapedSize(text: string, from: number, to: number): number {
  let size = 0;
  for (let index = from; index < to; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x80) size += code > 0x22 && code !== 0x5c ? 1 : asciiSize(code);
    else if (code < 0x800) size += 2;
    else if (code < 0xd800 || code > 0xdfff) size += 3;
    else if (code < 0xdc00 && isLowSurrogate(text.charCodeAt(index + 1))) {
      size += 4;
      index++;
    } else size += 6;
  }
  return size;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** Bytes that each byte of UTF-8 takes in JSON text. */
const BYTE_SIZES = Uint8Array.from({ length: 256 }, (_, code) => (code < 0x80 ? asciiSize(code) : 1));
const copy = Buffer.allocUnsafe(EXACT_LENGTH * 3);

/** Half of a surrogate pair alone counts as 3 bytes. */
function copiedSize(text: string): number {
  const bytes = copy.write(text);
  let size = 0;
  for (let index = 0; index < bytes; index++) size += BYTE_SIZES[copy[index] as number] as number;
  return size;
}

function asciiSize(code: number): number {
  if (code === 0x22 || code === 0x5c) return 2;
  if (code >= 0x20) return 1;
  return (code >= 0x08 && code <= 0x0a) || code === 0x0c || code === 0x0d ? 2 : 6;
}
