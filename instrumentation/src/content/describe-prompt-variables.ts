import { isObject } from '../protocol-shapes.js';
import { ATTR } from '../semconv.js';
import type { AttributeSink } from './describe-content.js';

/**
 * Sets the arguments of prompts/get one by one, as the conventions have them (`gen_ai.prompt.variable.<name>`, opt-in). `captured` is the JSON
 * text of all of them, redacted and within the limit. A value that is no text, which the protocol does not allow, is told as JSON.
 */
export function describePromptVariables(sink: AttributeSink, captured: string): void {
  const given: unknown = JSON.parse(captured);
  if (!isObject(given)) return;
  for (const [name, value] of Object.entries(given)) {
    sink.setAttribute(`${ATTR.GEN_AI_PROMPT_VARIABLE}${name}`, typeof value === 'string' ? value : JSON.stringify(value));
  }
}
