import { toCallAttributes, toSpanRow } from '@callsight/clickhouse/testing';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditPage, OperationDetail } from '../contract/index.js';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';

const secrets = { viewer: 'the-viewers-own-secret', auditor: 'the-auditors-own-secret' };
const row = toSpanRow({ SpanAttributes: toCallAttributes('s', 'echo', { 'gen_ai.tool.call.arguments': '{"a":1}' }) });
const path = `/operations/${row.TraceId}/${row.SpanId}`;

let api: TestApp;
beforeAll(async () => {
  api = await serveTestApp({ tokens: [`viewer:vera:${secrets.viewer}`, `auditor:ada:${secrets.auditor}`] });
  await api.engine.ingest([row]);
  const log = { Timestamp: row.Timestamp, TraceId: row.TraceId, Body: 'what it did', LogAttributes: { file: 'a.txt' } };
  await api.engine.insert('otel_logs', Buffer.from(JSON.stringify(log)));
});
afterAll(() => api.close());

async function read<Body>(role: keyof typeof secrets, of: string, headers: Record<string, string> = {}): Promise<Body> {
  const { status, body } = await api.get(of, { Authorization: `Bearer ${secrets[role]}`, ...headers });
  expect(status).toBe(200);
  return body as Body;
}

test('a viewer sees that there is content, and how large it is', async () => {
  const detail = await read<OperationDetail>('viewer', path);
  expect(detail.arguments).toEqual({ value: null, size: 7, truncated: false, withheld: true, shape: null });
  expect(detail.logs).toMatchObject([{ body: null, attributes: {}, withheld: true }]);
  expect((await read<AuditPage>('auditor', '/audit')).items).toEqual([]);
});

test('an auditor sees it, and each reveal is in the audit with who, what and from where', async () => {
  const detail = await read<OperationDetail>('auditor', path, { 'X-Request-Id': 'first-look' });
  expect(detail.arguments).toMatchObject({ value: '{"a":1}', withheld: false });
  expect(detail.logs).toMatchObject([{ body: 'what it did', attributes: { file: 'a.txt' }, withheld: false }]);
  await read('auditor', path, { 'X-Request-Id': 'second-look' });
  const { items } = await read<AuditPage>('auditor', '/audit');
  const known = { actor: 'ada', door: 'api', traceId: row.TraceId, spanId: row.SpanId, address: expect.stringContaining('127.0.0.1') };
  expect(items).toMatchObject([
    { ...known, requestId: 'second-look' },
    { ...known, requestId: 'first-look' },
  ]);
});

test('the audit is for auditors, and pages to its end', async () => {
  expect((await api.get('/audit', { Authorization: `Bearer ${secrets.viewer}` })).status).toBe(403);
  const first = await read<AuditPage>('auditor', '/audit?limit=1');
  const second = await read<AuditPage>('auditor', `/audit?limit=1&cursor=${first.nextCursor}`);
  expect([...first.items, ...second.items].map(({ requestId }) => requestId)).toEqual(['second-look', 'first-look']);
  expect(second.nextCursor).toBeNull();
});

test('over MCP the same holds', async () => {
  const ask = async (role: keyof typeof secrets) => {
    const client = new Client({ name: 'agent', version: '1.0.0' });
    const requestInit = { headers: { Authorization: `Bearer ${secrets[role]}` } };
    await client.connect(new StreamableHTTPClientTransport(new URL(`${api.url}/mcp`), { requestInit }));
    const answer = await client.callTool({ name: 'inspect_execution', arguments: { traceId: row.TraceId, spanId: row.SpanId } });
    await client.close();
    return answer.structuredContent as OperationDetail;
  };
  expect((await ask('viewer')).arguments).toMatchObject({ value: null, withheld: true });
  expect((await ask('auditor')).arguments).toMatchObject({ value: '{"a":1}', withheld: false });
  expect((await read<AuditPage>('auditor', '/audit')).items[0]).toMatchObject({ actor: 'ada', door: 'mcp' });
});

test('where the reveal cannot be written, nothing is revealed', async () => {
  await api.engine.admin.command({ query: 'RENAME TABLE mcp_audit TO mcp_audit_away' });
  const { status, body } = await api.get(path, { Authorization: `Bearer ${secrets.auditor}` });
  await api.engine.admin.command({ query: 'RENAME TABLE mcp_audit_away TO mcp_audit' });
  expect({ status, body }).toMatchObject({ status: 503, body: { title: 'Audit unavailable' } });
});
