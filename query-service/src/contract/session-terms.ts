import { z } from 'zod';

/** What the session key rests on, strongest first; it tells how far two operations with one key belong together. */
export const sessionBasis = z.enum(['protocol', 'connection', 'baggage', 'header', 'identity', 'trace', 'none']);

/**
 * `connected`: active within the last 5 minutes and no end seen; `idle`: open but quiet for longer; `closed`: its end was
 * seen; `lost`: its heartbeats stopped, or it was silent past the idle limit.
 */
export const sessionStatus = z.enum(['connected', 'idle', 'closed', 'lost']);

/**
 * Why a session is worth a look. `all_failed`: it has tool calls and every one failed; `loop`: one tool was called at least 8
 * times in a row with arguments of the same size and shape; `long`: it took over 3 times as long as 95 % of the period's
 * sessions, and over a minute; `lost`: its heartbeats stopped, but no end was seen.
 */
export const sessionFlag = z.enum(['all_failed', 'loop', 'long', 'lost']);

export type SessionBasis = z.infer<typeof sessionBasis>;
export type SessionStatus = z.infer<typeof sessionStatus>;
export type SessionFlag = z.infer<typeof sessionFlag>;
