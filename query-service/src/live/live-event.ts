import type { LiveGap, LiveQuery, LiveSession, Operation } from '../contract/index.js';
import { parseSessionKey, toOperationsKey } from '../database/session-key.js';

/** One event, as its source has it. */
export type LiveEvent =
  | { kind: 'operation' | 'running'; data: Operation }
  | { kind: 'session'; data: LiveSession }
  | { kind: 'gap'; data: LiveGap };

/** What a listener wants to hear. */
export type LiveFilter = Omit<LiveQuery, 'after'>;

/** Whether a listener wants an event: each filter applies where the event has what it names. Gaps concern everybody. */
export function isWanted(filter: LiveFilter, event: LiveEvent): boolean {
  if (event.kind === 'gap') return true;
  const { events, service, client, session, tool, outcome, side } = filter;
  const { kind, data } = event;
  if (events !== undefined && !events.split(',').includes(kind)) return false;
  if (service !== undefined && data.service !== service) return false;
  if (client !== undefined && data.clientName !== client) return false;
  if ('key' in data) return session === undefined || isSameSession(session, data);
  if (session !== undefined && !isSameSession(session, { key: data.sessionKey, basis: data.sessionBasis })) return false;
  if (tool !== undefined && data.target !== tool) return false;
  if (outcome !== undefined && data.outcome !== outcome) return false;
  return side === undefined || data.side === side;
}

/** Any second of an identity's session names it, and what happens now is of its newest one. */
function isSameSession(wanted: string, { key, basis }: { key: string; basis: string }): boolean {
  return key === wanted || (basis === 'identity' && toOperationsKey({ key, basis }) === parseSessionKey(wanted).operationsKey);
}

/** An event in the form of server-sent events (HTML Standard, 9.2); without an id, the last one stays the listener’s. */
export function toEventText(event: LiveEvent, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event.kind}\ndata: ${JSON.stringify(event.data)}\n\n`;
}

/** What identifies an operation. */
export function toOperationId({ traceId, spanId }: { traceId: string; spanId: string }): string {
  return `${traceId}${spanId}`;
}
