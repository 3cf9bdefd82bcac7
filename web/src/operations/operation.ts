import type { Operation } from '@callsight/query-service/contract';
import type { IconName } from '../ui/icons';

/** Neither succeeded, nor was cancelled, nor is still on its way. */
export function isFailure({ outcome, state }: Pick<Operation, 'outcome' | 'state'>): boolean {
  if (state === 'running') return false;
  return outcome !== 'ok' && outcome !== 'cancelled';
}

/** Identity of an operation in an address: `traceId.spanId`. */
export function toOperationId({ traceId, spanId }: Pick<Operation, 'traceId' | 'spanId'>): string {
  return `${traceId}.${spanId}`;
}

export function parseOperationId(id: string): Pick<Operation, 'traceId' | 'spanId'> | undefined {
  const [, traceId, spanId] = /^([0-9a-f]{32})\.([0-9a-f]{16})$/i.exec(id) ?? [];
  return traceId === undefined || spanId === undefined ? undefined : { traceId, spanId };
}

/** What an operation is to a reader: a tool execution, another request or a notification. */
export function describeKind({ kind, method }: Pick<Operation, 'kind' | 'method'>): { icon: IconName; label: string } {
  if (kind === 'notification') return { icon: 'notification', label: 'Notification' };
  return method === 'tools/call' ? { icon: 'tool', label: 'Tool execution' } : { icon: 'request', label: 'Request' };
}
