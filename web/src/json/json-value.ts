export type JsonBranch = readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type JsonValue = string | number | boolean | null | JsonBranch;

/** Parses JSON text; `undefined` when it is none. */
export function parseJson(text: string): { readonly value: JsonValue } | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return { value };
  } catch {
    return undefined;
  }
}

/** Tools often answer with JSON inside a text: that object or array, or `undefined` when the text is anything else. */
export function parseNested(text: string): JsonBranch | undefined {
  const value = /^\s*[{[]/.test(text) ? parseJson(text)?.value : undefined;
  return typeof value === 'object' && value !== null ? value : undefined;
}

/** What a folded object or array holds: `3 items`, or its first keys. */
export function summarize(value: JsonBranch): string {
  if (Array.isArray(value)) return value.length === 1 ? '1 item' : `${value.length} items`;
  const keys = Object.keys(value);
  return keys.length > 3 ? `${keys.slice(0, 3).join(', ')}, … ${keys.length} keys` : keys.join(', ');
}

/** The same text, indented for reading; unchanged when it is not JSON. */
export function indentJson(text: string): string {
  const parsed = parseJson(text);
  return parsed === undefined ? text : JSON.stringify(parsed.value, null, 2);
}
