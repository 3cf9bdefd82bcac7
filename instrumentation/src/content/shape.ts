const MOST_DEPTH = 4;
const MOST_KEYS = 40;
const MOST_KEY_LENGTH = 64;
const MOST_ELEMENT_SHAPES = 3;
const MOST_LENGTH = 1_024;

const PLAIN_KEY = /^[\w$.-]{1,64}$/;

/**
 * JSON text of a value's keys and types, never its values: `{"path":"string","tags":["string"]}`. Four levels deep, forty keys an
 * object, the first three distinct shapes of an array; `"…"` stands for what was left out.
 */
export function shapeOf(value: unknown): string {
  return describe(value, 0, { left: MOST_LENGTH }) ?? '"undefined"';
}

interface Budget {
  left: number;
}

/** `undefined` for what JSON leaves out. */
function describe(value: unknown, depth: number, budget: Budget): string | undefined {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return `"${typeof value}"`;
    case 'bigint':
      return '"number"';
    case 'object':
      break;
    default:
      return undefined;
  }
  if (value === null) return '"null"';
  if (Array.isArray(value)) return describeArray(value, depth, budget);
  if ('toJSON' in value && typeof value.toJSON === 'function') return '"string"';
  if (depth >= MOST_DEPTH) return '"object"';
  let text = '{';
  let keys = 0;
  for (const key of Object.keys(value)) {
    if (keys === MOST_KEYS || budget.left <= 0) return `${text}${keys === 0 ? '' : ','}"…":"…"}`;
    const inner = describe(Reflect.get(value, key), depth + 1, budget);
    if (inner === undefined) continue;
    const entry = `${keys === 0 ? '' : ','}${quoteKey(key)}:${inner}`;
    text += entry;
    budget.left -= key.length + 10;
    keys++;
  }
  return `${text}}`;
}

function describeArray(values: unknown[], depth: number, budget: Budget): string {
  if (depth >= MOST_DEPTH) return '"array"';
  const shapes: string[] = [];
  for (const value of values.slice(0, MOST_KEYS)) {
    if (budget.left <= 0) break;
    const shape = describe(value, depth + 1, budget) ?? '"null"';
    if (shapes.includes(shape)) continue;
    if (shapes.length === MOST_ELEMENT_SHAPES) break;
    shapes.push(shape);
  }
  return `[${shapes.join(',')}]`;
}

function quoteKey(key: string): string {
  return PLAIN_KEY.test(key) ? `"${key}"` : JSON.stringify(key.length > MOST_KEY_LENGTH ? `${key.slice(0, MOST_KEY_LENGTH)}…` : key);
}
