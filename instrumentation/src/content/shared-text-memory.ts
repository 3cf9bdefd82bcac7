import { PlainTextMemory } from './plain-text-memory.js';
import type { TextMemory } from './text-memory.js';
import { createWasmTextMemory } from './wasm-text-memory.js';

/** The default of CALLSIGHT_CONTENT_LIMIT. */
const USUAL_LIMIT = 16_384;

let shared: TextMemory | undefined;

/** The one of this process for captured text of so many bytes. Made when it is needed, which takes about a millisecond. */
export function textMemory(limit = USUAL_LIMIT): TextMemory {
  if (shared === undefined || shared.limit < limit) shared = createTextMemory(Math.max(limit, USUAL_LIMIT));
  return shared;
}

function createTextMemory(limit: number): TextMemory {
  return createWasmTextMemory(limit) ?? new PlainTextMemory(limit);
}
