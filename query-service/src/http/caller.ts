import type { IncomingMessage } from 'node:http';
import type { Role } from '../contract/index.js';

/** Who asks: the holder of a token, or, without tokens, whoever is on this machine. */
export interface Caller {
  name: string;
  role: Role;
}

const callers = new WeakMap<IncomingMessage, Caller>();

/** The caller of a request; undefined where it has not told who it is. */
export function callerOf(request: IncomingMessage): Caller | undefined {
  return callers.get(request);
}

export function rememberCaller(request: IncomingMessage, caller: Caller): void {
  callers.set(request, caller);
}
