import type { IncomingMessage } from 'node:http';
import type { Caller } from '../http/caller.js';
import type { RequestContext } from '../http/endpoint.js';
import { requestIdOf } from '../http/request-log.js';
import type { AuditLog } from './audit-log.js';

/** Decides for one request: viewers see no content, and what an auditor sees is written down first. */
export function createReveal(
  audit: AuditLog,
  caller: Caller | undefined,
  request: IncomingMessage,
  door: 'api' | 'mcp',
): RequestContext['revealContent'] {
  return async ({ traceId, spanId }) => {
    if (caller?.role !== 'auditor') return false;
    const address = request.socket.remoteAddress ?? '';
    await audit.record({ actor: caller.name, role: caller.role, address, door, traceId, spanId, requestId: requestIdOf(request) });
    return true;
  };
}
