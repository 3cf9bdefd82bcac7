import { describe, expect, it } from 'vitest';
import { toMcpRequest } from './mcp-request';

const none = { value: null, size: null, truncated: false, withheld: false, shape: null };
const operation = {
  method: 'tools/call',
  target: 'echo',
  resourceUri: null,
  requestId: '7',
  arguments: { ...none, value: '{"message":"hi"}', size: 16 },
};

describe('an operation as an MCP request', () => {
  it('is JSON-RPC with the arguments as they were', () => {
    expect(JSON.parse(toMcpRequest(operation))).toEqual({
      jsonrpc: '2.0',
      id: 7,
      method: 'tools/call',
      params: { name: 'echo', arguments: { message: 'hi' } },
    });
  });

  it('says that arguments are missing where they were not recorded', () => {
    const { params } = JSON.parse(toMcpRequest({ ...operation, arguments: { ...none, size: 16 } }));
    expect(params).toEqual({ name: 'echo', arguments: {}, _meta: { 'callsight/arguments': 'not recorded, 16 bytes' } });
  });

  it('names the resource that was read', () => {
    const read = { method: 'resources/read', target: null, resourceUri: 'file:///a', requestId: 'x', arguments: none };
    expect(JSON.parse(toMcpRequest(read))).toMatchObject({ id: 'x', params: { uri: 'file:///a' } });
  });
});
