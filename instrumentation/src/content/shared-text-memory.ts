import { PlainTextMemory } from './plain-text-memory.js';
import type { TextMemory } from './text-memory.js';
import { createWasmTextMemory } from './wasm-text-memory.js';

let shared: TextMemory | undefined;

/** The one of this process. Made when it is needed, which takes about a millisecond. */
export function textMemory(): TextMemory {
  shared ??= createWasmTextMemory() ?? new PlainTextMemory();
  return shared;
}
