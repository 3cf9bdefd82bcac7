import { redactSecrets } from '../content/redact.js';
import { isObject, type Properties, textOf } from '../protocol-shapes.js';

/** What an operation is about. */
export interface Target {
  tool?: string;
  prompt?: string;
  uri?: string;
}

const NO_TARGET: Target = {};

interface Behaviour {
  target?: (params: Properties) => Target;
  /** The part of the parameters that counts as arguments; by default all of them but `_meta`. */
  arguments?: (params: Properties) => unknown;
}

const tool: Behaviour = { target: ({ name }) => named('tool', name), arguments: (params) => params.arguments };
const prompt: Behaviour = { target: ({ name }) => named('prompt', name), arguments: (params) => params.arguments };
const resource: Behaviour = { target: ({ uri }) => (typeof uri === 'string' ? { uri: redactSecrets(uri.slice(0, 1_024)) } : {}) };

const BEHAVIOURS = new Map<string, Behaviour>([
  ['tools/call', tool],
  ['prompts/get', prompt],
  ['resources/read', resource],
  ['resources/subscribe', resource],
  ['resources/unsubscribe', resource],
  ['notifications/resources/updated', resource],
  ['completion/complete', { target: ({ ref }) => (isObject(ref) && ref.type === 'ref/prompt' ? named('prompt', ref.name) : {}) }],
]);

export const METHOD_INITIALIZE = 'initialize';
export const METHOD_TOOL_CALL = 'tools/call';
export const METHOD_TOOL_LIST = 'tools/list';
export const METHOD_PROMPT_GET = 'prompts/get';
export const METHOD_CANCELLED = 'notifications/cancelled';

export function targetOf(method: string, params: Properties | undefined): Target {
  return (params !== undefined && BEHAVIOURS.get(method)?.target?.(params)) || NO_TARGET;
}

/** The arguments of an operation, or `undefined` if it has none. */
export function argumentsOf(method: string, params: Properties | undefined): unknown {
  if (params === undefined) return undefined;
  const select = BEHAVIOURS.get(method)?.arguments;
  if (select !== undefined) return select(params);
  const { _meta, ...rest } = params;
  return Object.keys(rest).length === 0 ? undefined : rest;
}

function named(kind: 'tool' | 'prompt', name: unknown): Target {
  const text = textOf(name, 200);
  if (text === undefined) return NO_TARGET;
  return kind === 'tool' ? { tool: text } : { prompt: text };
}
