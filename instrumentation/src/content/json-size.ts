import { textMemory } from './shared-text-memory.js';
import { MOST_MEASURED, SIZE_REGION } from './text-memory.js';

/** ASCII that needs no escape. */
const PLAIN = /^[ !#-[\]-~]*$/;
/** Up to here, looking for what is not plain is faster than counting. */
const SHORT_LENGTH = 40;
const SAMPLES = 4;
const SAMPLE_LENGTH = 192;
/** Elements of an array that are measured, evenly spread. */
const MOST_ELEMENTS = 1_000;
/** Values visited before the rest is extrapolated from what was seen. */
const MOST_VALUES = 4_000;
const MOST_DEPTH = 100;

/**
 * Bytes of a value's JSON text, without making the text. Exact while no string is longer than 16,384 characters, no array longer than
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
  if (text.length <= SHORT_LENGTH && PLAIN.test(text)) return text.length + 2;
  if (text.length <= MOST_MEASURED) return 2 + escapedSize(text);
  const step = Math.floor((text.length - SAMPLE_LENGTH) / (SAMPLES - 1));
  // Measured as one text: most of what a sample costs is the calls into the engine.
  let samples = '';
  for (let sample = 0; sample < SAMPLES; sample++) samples += text.slice(sample * step, sample * step + SAMPLE_LENGTH);
  return 2 + Math.round((escapedSize(samples) / samples.length) * text.length);
}

/** Nobody reads what is written: to write it is the fastest way to count it. */
function escapedSize(text: string): number {
  const memory = textMemory();
  const at = memory.region('size');
  return memory.escape(text, at, at + SIZE_REGION) - at;
}
