import type { OperationDetail } from '@callsight/query-service/contract';
import { parseJson } from '../json/json-value';

/** The names under which methods take what Callsight stores as the arguments of a target; others take their parameters whole. */
const targets: Readonly<Record<string, string>> = { 'tools/call': 'name', 'prompts/get': 'name' };

/**
 * The operation as a JSON-RPC request of MCP, to be sent again by hand. Content that was not recorded, or was cut, is left out: its
 * place says so.
 */
export function toMcpRequest(operation: Pick<OperationDetail, 'method' | 'target' | 'resourceUri' | 'requestId' | 'arguments'>): string {
  const { method, target, resourceUri, requestId, arguments: content } = operation;
  const given = content.value === null ? undefined : parseJson(content.value)?.value;
  const missing = given === undefined && content.size !== null ? `not recorded, ${content.size} bytes` : undefined;
  const name = targets[method];
  const params =
    name === undefined
      ? { ...(typeof given === 'object' ? given : {}), ...(resourceUri === null ? {} : { uri: resourceUri }) }
      : { [name]: target, arguments: given ?? {} };
  const meta =
    missing === undefined
      ? content.truncated
        ? { 'callsight/arguments': 'cut when they were recorded' }
        : undefined
      : { 'callsight/arguments': missing };
  return JSON.stringify(
    { jsonrpc: '2.0', id: toRequestId(requestId), method, params: { ...params, ...(meta && { _meta: meta }) } },
    null,
    2,
  );
}

/** Request ids are numbers or texts; spans carry both as text. */
function toRequestId(id: string | null): string | number {
  if (id === null) return 1;
  return /^\d{1,15}$/.test(id) ? Number(id) : id;
}
