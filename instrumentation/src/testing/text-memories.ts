import { setFlagsFromString } from 'node:v8';
import { PlainTextMemory } from '../content/plain-text-memory.js';
import { TEXT_KERNELS } from '../content/text-kernel-bytes.js';
import type { TextMemory } from '../content/text-memory.js';
import { createWasmTextMemory } from '../content/wasm-text-memory.js';

/** Bytes that any text of the tests has room in. */
export const LIMIT = 1_000_000;

const [RELAXED, STRICT] = TEXT_KERNELS;
// Node.js 20 has it behind this flag, which newer ones do not know.
if (createWasmTextMemory(LIMIT, [RELAXED]) === undefined) setFlagsFromString('--experimental-wasm-relaxed-simd');

function wasmMemory(kernel: string): TextMemory {
  const memory = createWasmTextMemory(LIMIT, [kernel]);
  if (memory === undefined) throw new Error('expected an engine that takes the kernel');
  return memory;
}

export const WASM_MEMORIES = [
  ['WebAssembly', wasmMemory(STRICT)],
  ['relaxed WebAssembly', wasmMemory(RELAXED)],
] as const;
/** All kinds of them, which must do the same. */
export const MEMORIES = [...WASM_MEMORIES, ['plain code', new PlainTextMemory(LIMIT)]] as const;
