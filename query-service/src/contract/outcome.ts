import { z } from 'zod';

/**
 * How an operation ended. `tool_error`: the tool answered with `isError`; `invalid_request`: the caller's fault (unknown
 * tool or method, bad parameters); `server_error`: any other JSON-RPC error or exception; `lost`: no end was ever seen.
 * Success rate = ok / (all − cancelled).
 */
export const outcome = z.enum(['ok', 'tool_error', 'invalid_request', 'server_error', 'cancelled', 'timeout', 'lost']);

/** From which end of the connection the operation was seen. */
export const side = z.enum(['server', 'client']);

export type Outcome = z.infer<typeof outcome>;
export type Side = z.infer<typeof side>;
