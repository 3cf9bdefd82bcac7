import { shapeOf } from './shape.js';

/** What a value has to be like for a known shape to be its shape. */
type Template = 'string' | 'number' | 'boolean' | 'null' | Members | Elements;

interface Members {
  keys: readonly string[];
  values: readonly Template[];
}

/** One element or more, all alike. */
interface Elements {
  element: Template;
}

const MOST_NAMES = 500;
/** Within the limits of `shapeOf`, so that nothing is left out of a shape that has a template. */
const MOST_DEPTH = 4;
const MOST_KEYS = 20;
const MOST_ELEMENTS = 20;

/**
 * The last shape of each operation's values. Calls of one tool are mostly alike: recognising that takes a third of the time that
 * making the text again would, and queued spans share one string.
 */
export class ShapeMemo {
  readonly #known = new Map<string, { template: Template; shape: string }>();

  /** `shapeOf(value)`; `name` is the operation's. */
  shapeOf(name: string, value: unknown): string {
    const known = this.#known.get(name);
    if (known !== undefined && matches(value, known.template)) return known.shape;
    const shape = shapeOf(value);
    const template = toTemplate(value, 0);
    if (template !== undefined && (known !== undefined || this.#known.size < MOST_NAMES)) this.#known.set(name, { template, shape });
    return shape;
  }
}

function matches(value: unknown, template: Template): boolean {
  if (typeof template === 'string') return template === 'null' ? value === null : typeof value === template;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return 'element' in template && matchesElements(value, template.element);
  return 'keys' in template && matchesMembers(value, template);
}

function matchesElements(values: unknown[], element: Template): boolean {
  if (values.length === 0 || values.length > MOST_ELEMENTS) return false;
  for (const value of values) if (!matches(value, element)) return false;
  return true;
}

function matchesMembers(value: object, { keys, values }: Members): boolean {
  let index = 0;
  for (const key in value) {
    const template = values[index];
    if (template === undefined || key !== keys[index] || !matches((value as Record<string, unknown>)[key], template)) return false;
    index++;
  }
  return index === keys.length && !('toJSON' in value);
}

/** `undefined` for what is too large or too mixed to be recognised quickly. */
function toTemplate(value: unknown, depth: number): Template | undefined {
  if (value === null) return 'null';
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return typeof value as Template;
  if (typeof value !== 'object' || depth >= MOST_DEPTH || 'toJSON' in value) return undefined;
  if (Array.isArray(value)) {
    const element = toTemplate(value[0], depth + 1);
    return element !== undefined && matchesElements(value, element) ? { element } : undefined;
  }
  const keys = Object.keys(value);
  if (keys.length > MOST_KEYS) return undefined;
  const values: Template[] = [];
  for (const key of keys) {
    const template = toTemplate(Reflect.get(value, key), depth + 1);
    if (template === undefined) return undefined;
    values.push(template);
  }
  return { keys, values };
}
