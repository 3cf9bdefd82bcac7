/** Shared by all copies of this package in a process; injected code calls what is there, if anything is. */
export const CONNECT_CALLBACK = 'callsight.connect';

const METHOD = 'async connect(';
/** `Protocol.connect` of every SDK generation, also bundled and minified: the parameter becomes `this._transport` near the start. */
const DEFINITION = /async connect\(\s*([\w$]+)\s*\)\s*\{/g;
const MOST_DISTANCE = 400;
/** A bundle has at most the protocol classes of both generations, of their clients and servers. */
const MOST_MATCHES = 4;
/** These files are reached by hooks on their exports. */
const UNBUNDLED = /[/\\]@modelcontextprotocol[/\\](?:sdk|server|client|core|node)[/\\]/;

/**
 * The source with a call at the start of the SDK's `connect`, for servers that carry the SDK within their own files; `undefined` where
 * there is nothing to do. Lines keep their numbers.
 */
export function injectConnect(location: string, source: string | NodeJS.TypedArray | ArrayBuffer): string | undefined {
  if (!mayMatch(source) || UNBUNDLED.test(location)) return undefined;
  const text = typeof source === 'string' ? source : new TextDecoder().decode(source);
  const matches = [...text.matchAll(DEFINITION)].filter((match) => isProtocol(text, match));
  if (matches.length === 0 || matches.length > MOST_MATCHES) return undefined;
  let injected = '';
  let from = 0;
  for (const match of matches) {
    const bodyStart = match.index + match[0].length;
    injected += `${text.slice(from, bodyStart)}globalThis[Symbol.for("${CONNECT_CALLBACK}")]?.(this,${match[1]});`;
    from = bodyStart;
  }
  return injected + text.slice(from);
}

function mayMatch(source: string | NodeJS.TypedArray | ArrayBuffer): boolean {
  if (typeof source === 'string') return source.includes(METHOD);
  const bytes = ArrayBuffer.isView(source) ? Buffer.from(source.buffer, source.byteOffset, source.byteLength) : Buffer.from(source);
  return bytes.includes(METHOD);
}

function isProtocol(text: string, match: RegExpExecArray): boolean {
  const bodyStart = match.index + match[0].length;
  const parameter = (match[1] ?? '').replaceAll('$', '\\$');
  const assignment = new RegExp(`this\\._transport\\s*=\\s*${parameter}(?![\\w$])`);
  return assignment.test(text.slice(bodyStart, bodyStart + MOST_DISTANCE));
}
