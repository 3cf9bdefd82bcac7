import { VARIABLES } from '../config.js';
import { PlainTextMemory } from './plain-text-memory.js';
import type { TextMemory } from './text-memory.js';
import { createWasmTextMemory } from './wasm-text-memory.js';

const { default: usualLimit } = VARIABLES.contentLimit;

let shared: TextMemory | undefined;

/** The one of this process for captured text of so many bytes. Made when it is needed, which takes about a millisecond. */
export function textMemory(limit = usualLimit): TextMemory {
  if (shared === undefined || shared.limit < limit) shared = createTextMemory(Math.max(limit, usualLimit));
  return shared;
}

function createTextMemory(limit: number): TextMemory {
  return createWasmTextMemory(limit) ?? new PlainTextMemory(limit);
}
