import type { Capture } from '../config.js';
import { redactSecrets } from '../content/redact.js';
import { isObject, type Properties } from '../protocol-shapes.js';
import { ERROR_TYPE_CANCELLED, ERROR_TYPE_TIMEOUT, ERROR_TYPE_TOOL } from '../semconv.js';

/** How an operation ended. Without `errorType` the span's status stays unset, and the message is an attribute. */
export interface Outcome {
  errorType?: string;
  /** JSON-RPC code of the response. */
  responseCode?: string;
  /** JSON-RPC code inside a result with `isError`. */
  embeddedCode?: string;
  message?: string;
}

export type Direction = 'inbound' | 'outbound';

const MOST_MESSAGE_LENGTH = 1_024;

/** Codes that blame the caller: no error of the side that answers (semantic conventions for MCP, "Which codes are errors"). */
const CALLER_FAULTS = new Set([-32700, -32600, -32601, -32602, -32002]);

/** The SDK's own wording of an error that it turned into a result. */
const SDK_ERROR_LINE = /^MCP error (-\d+): [^\n]*/;

export const OUTCOME_OK: Outcome = {};

export function outcomeOfResult(result: unknown, capture: Capture): Outcome {
  if (!isObject(result) || result.isError !== true) return OUTCOME_OK;
  const text = firstText(result.content);
  const line = text === undefined ? null : SDK_ERROR_LINE.exec(text);
  const outcome: Outcome = { errorType: ERROR_TYPE_TOOL };
  if (line?.[1] !== undefined) outcome.embeddedCode = line[1];
  const message = capture === 'off' ? line?.[0] : text;
  if (message !== undefined) outcome.message = cleanMessage(message);
  return outcome;
}

export function outcomeOfRpcError(error: Properties, direction: Direction): Outcome {
  const code = typeof error.code === 'number' ? error.code : -32603;
  const outcome: Outcome = { responseCode: String(code) };
  if (direction === 'outbound' || !CALLER_FAULTS.has(code)) outcome.errorType = String(code);
  if (typeof error.message === 'string') outcome.message = cleanMessage(error.message);
  return outcome;
}

/** `reason` is the caller's; the SDK's time limit is known by its wording only. */
export function outcomeOfCancellation(reason: unknown): Outcome {
  return typeof reason === 'string' && /request timed out|maximum total timeout exceeded/i.test(reason)
    ? { errorType: ERROR_TYPE_TIMEOUT, message: 'Request timed out' }
    : { errorType: ERROR_TYPE_CANCELLED, message: 'Request cancelled' };
}

/** The connection went while the operation was open: its caller sees an error, its handler is aborted. */
export function outcomeOfClosedConnection(direction: Direction): Outcome {
  return { errorType: direction === 'outbound' ? '-32000' : ERROR_TYPE_CANCELLED, message: 'Connection closed' };
}

export function outcomeOfException(error: unknown): Outcome {
  if (!(error instanceof Error)) return { errorType: typeof error };
  return { errorType: error.constructor.name || error.name || 'Error', message: cleanMessage(error.message) };
}

function firstText(content: unknown): string | undefined {
  if (!Array.isArray(content)) return undefined;
  for (const block of content) {
    if (isObject(block) && typeof block.text === 'string') return block.text.slice(0, MOST_MESSAGE_LENGTH * 4);
  }
  return undefined;
}

function cleanMessage(message: string): string {
  return redactSecrets(message.slice(0, MOST_MESSAGE_LENGTH * 4)).slice(0, MOST_MESSAGE_LENGTH);
}
