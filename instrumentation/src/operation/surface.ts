import { createHash } from 'node:crypto';
import type { AttributeSink } from '../content/describe-content.js';
import { jsonSize } from '../content/json-size.js';
import { JsonWriter } from '../content/json-writer.js';
import { PlainTextMemory } from '../content/plain-text-memory.js';
import type { Redactor } from '../content/redact.js';
import { isObject, type Properties, textOf } from '../protocol-shapes.js';
import { ATTR } from '../semconv.js';

/** Bytes of the definitions that are recorded; what is cut stays valid JSON. Below the 32 KiB at which the Collector cuts attributes. */
const MOST_DEFINITIONS = 32_000;
/** A list beyond this size is told by its size alone: hashing it would take the host milliseconds. */
const MOST_BYTES = 2_097_152;
const MOST_TOOLS = 250;
/** Lists that are remembered: of several servers in a process, and of callers who see different tools. */
const MOST_REMEMBERED = 20;
const MOST_REMEMBERED_LENGTH = 262_144;
const MOST_RECORDED = 1_000;
/** A rule of thumb for JSON schemas in the tokenisers of 2026; no tokeniser is asked. */
const BYTES_PER_TOKEN = 4;

interface Snapshot {
  hash: string;
  tools: string;
}

/** Definitions are public to every caller of the server: nothing in them is hidden. */
const HIDES_NOTHING: Redactor = { isSensitive: () => false, hidesValue: () => false, cleanText: (text) => text, isCustom: false };

/** Snapshots by the text of the list, so that an unchanged list is hashed once. */
const snapshots = new Map<string, Snapshot>();
/** Hashes whose definitions this process has recorded. */
const recorded = new Set<string>();

/** Adds what callers see of a server's tools: a hash of all, each tool's cost, and the definitions of a surface that is new. */
export function describeSurface(sink: AttributeSink, params: Properties | undefined, result: unknown): void {
  if (!isObject(result) || !Array.isArray(result.tools)) return;
  if (jsonSize(result.tools) > MOST_BYTES) return;
  const { hash, tools } = snapshotOf(result.tools);
  sink.setAttribute(ATTR.SURFACE_HASH, hash);
  sink.setAttribute(ATTR.SURFACE_TOOLS, tools);
  if (params?.cursor !== undefined || result.nextCursor !== undefined) sink.setAttribute(ATTR.SURFACE_PARTIAL, true);
  if (recorded.has(hash)) return;
  if (recorded.size >= MOST_RECORDED) recorded.clear();
  recorded.add(hash);
  const memory = new PlainTextMemory(MOST_DEFINITIONS);
  const definitions = new JsonWriter(memory, HIDES_NOTHING).write(result.tools, memory.region('result'), MOST_DEFINITIONS);
  sink.setAttribute(ATTR.SURFACE_DEFINITIONS, definitions.text);
}

function snapshotOf(tools: unknown[]): Snapshot {
  const texts = tools.map((tool) => JSON.stringify(tool) ?? 'null');
  const whole = texts.join('\n');
  const known = snapshots.get(whole);
  if (known !== undefined) return known;
  const entries = texts.slice(0, MOST_TOOLS).map((text, index) => describeTool(tools[index], text));
  const snapshot = { hash: hashOf(whole), tools: JSON.stringify(entries) };
  if (snapshots.size >= MOST_REMEMBERED) snapshots.clear();
  if (whole.length <= MOST_REMEMBERED_LENGTH) snapshots.set(whole, snapshot);
  return snapshot;
}

function describeTool(tool: unknown, text: string) {
  const bytes = Buffer.byteLength(text);
  const name = isObject(tool) ? textOf(tool.name, 128) : undefined;
  return { name: name ?? '', hash: hashOf(text), bytes, tokens: Math.ceil(bytes / BYTES_PER_TOKEN) };
}

/** 64 bits: to tell apart, not to prove. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
