import type { Attributes } from '@opentelemetry/api';
import { share } from '../otlp/shared-attributes.js';
import { numberSize, stringSize } from './json-size.js';

/** What a value has to be like for a known shape to be its shape. */
type Template = 'string' | 'number' | 'boolean' | 'null' | Members | Elements;

interface Members {
  keys: readonly string[];
  values: readonly Template[];
  /** Bytes of braces, keys, colons and commas. */
  frame: number;
}

/** One element or more, all alike. */
interface Elements {
  element: Template;
}

/** What the values of an operation were like, of which one was recognised last. */
export interface Recognised {
  template: Template;
  /** The attribute that tells the shape, shared by all operations whose values have it. */
  shape: Attributes;
  /** Bytes of the JSON text of the value that was recognised last, if it was measured. */
  size: number;
}

const MOST_NAMES = 500;
/** Within the limits of `shapeOf` and of exact sizes, so that nothing is left out or estimated of a value that has a template. */
const MOST_DEPTH = 4;
const MOST_KEYS = 20;
const MOST_ELEMENTS = 20;
const NO_MATCH = -1;

/**
 * Remembers the last shape of each operation's values. Calls of one tool are mostly alike: recognising the shape and measuring the
 * value take one walk then, and spans share what was made of it.
 */
export class ContentMemo {
  readonly #known = new Map<string, Recognised>();
  readonly #attribute: string;

  /** `attribute` is what tells the shape. */
  constructor(attribute: string) {
    this.#attribute = attribute;
  }

  /** A value like the last one of the operation, which is remembered by its name; true only until the next value is looked at. */
  recognise(name: string, value: unknown, isMeasured: boolean): Recognised | undefined {
    const known = this.#known.get(name);
    if (known === undefined) return undefined;
    known.size = measure(value, known.template, isMeasured ? stringSize : noSize);
    return known.size === NO_MATCH ? undefined : known;
  }

  /** Remembers what is not too large or too mixed to be recognised quickly. */
  learn(name: string, value: unknown, shape: string): void {
    const template = toTemplate(value, 0);
    if (template === undefined || (this.#known.size >= MOST_NAMES && !this.#known.has(name))) return;
    this.#known.set(name, { template, shape: share({ [this.#attribute]: shape }), size: NO_MATCH });
  }
}

type SizeOfString = (text: string) => number;

/** For those who want to know of the shape only. */
const noSize: SizeOfString = () => 0;

/** The value's size, if the template fits it. */
function measure(value: unknown, template: Template, sizeOf: SizeOfString = stringSize): number {
  if (typeof template === 'object') {
    if (typeof value !== 'object' || value === null) return NO_MATCH;
    if (Array.isArray(value)) return 'element' in template ? measureElements(value, template.element, sizeOf) : NO_MATCH;
    return 'keys' in template ? measureMembers(value as Record<string, unknown>, template, sizeOf) : NO_MATCH;
  }
  if (template === 'null') return value === null ? 4 : NO_MATCH;
  if (typeof value !== template) return NO_MATCH;
  if (template === 'string') return sizeOf(value as string);
  return template === 'number' ? numberSize(value as number) : value ? 4 : 5;
}

function measureElements(values: unknown[], element: Template, sizeOf: SizeOfString = stringSize): number {
  if (values.length === 0 || values.length > MOST_ELEMENTS) return NO_MATCH;
  let size = values.length + 1;
  for (const value of values) {
    const inner = measure(value, element, sizeOf);
    if (inner === NO_MATCH) return NO_MATCH;
    size += inner;
  }
  return size;
}

function measureMembers(value: Record<string, unknown>, { keys, values, frame }: Members, sizeOf: SizeOfString): number {
  // Others may have a `toJSON`; looking for it in each object costs more than this.
  if (Object.getPrototypeOf(value) !== Object.prototype) return NO_MATCH;
  let index = 0;
  let size = frame;
  for (const key in value) {
    const template = values[index];
    if (template === undefined || key !== keys[index]) return NO_MATCH;
    const inner = measure(value[key], template, sizeOf);
    if (inner === NO_MATCH) return NO_MATCH;
    size += inner;
    index++;
  }
  return index === keys.length ? size : NO_MATCH;
}

/** `undefined` for what is too large or too mixed to be recognised quickly. */
function toTemplate(value: unknown, depth: number): Template | undefined {
  if (value === null) return 'null';
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return typeof value as Template;
  if (typeof value !== 'object' || depth >= MOST_DEPTH || 'toJSON' in value || ArrayBuffer.isView(value)) return undefined;
  if (Array.isArray(value)) {
    const element = toTemplate(value[0], depth + 1);
    return element !== undefined && measureElements(value, element) !== NO_MATCH ? { element } : undefined;
  }
  const keys = Object.keys(value);
  if (keys.length > MOST_KEYS) return undefined;
  const values: Template[] = [];
  let frame = 1 + Math.max(1, keys.length);
  for (const key of keys) {
    const template = toTemplate(Reflect.get(value, key), depth + 1);
    if (template === undefined) return undefined;
    values.push(template);
    frame += stringSize(key) + 1;
  }
  return { keys, values, frame };
}
