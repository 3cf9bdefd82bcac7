import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';

export function toResult(value: object): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(value) }] };
}

/** An error that the model may read and mend, unlike one that is thrown. */
export function toError(message: string): CallToolResult {
  return { content: [{ type: 'text', text: message }], isError: true };
}
