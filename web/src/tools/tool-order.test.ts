import type { Tool } from '@callsight/query-service/contract';
import { describe, expect, it } from 'vitest';
import { sortTools, toNextOrder } from './tool-order';

function tool(name: string, calls: number, p95Ms: number | null): Tool {
  const seen = '2026-11-22T08:00:00Z';
  return {
    service: 'files',
    name,
    calls,
    failed: 0,
    cancelled: 0,
    successRate: null,
    averageMs: null,
    p50Ms: null,
    p95Ms,
    p99Ms: null,
    sessions: 1,
    firstSeenAt: seen,
    lastSeenAt: seen,
    outcomes: { ok: calls, tool_error: 0, invalid_request: 0, server_error: 0, cancelled: 0, timeout: 0, lost: 0 },
    clients: 1,
    argumentsSize: { p50: null, p95: null, max: null },
    resultSize: { p50: null, p95: null, max: null },
    definition: null,
  };
}

const tools = [tool('b', 5, null), tool('a', 5, 20), tool('c', 9, 3)];

describe('the order of tools', () => {
  it.each([
    [{ column: 'calls', descending: true }, 'cab'],
    [{ column: 'name', descending: false }, 'abc'],
    [{ column: 'p95Ms', descending: true }, 'acb'],
    [{ column: 'p95Ms', descending: false }, 'cab'],
  ] as const)('by %o is %s', (order, names) => {
    expect(
      sortTools(tools, order)
        .map(({ name }) => name)
        .join(''),
    ).toBe(names);
  });

  it('turns round at the second click', () => {
    const once = toNextOrder({ column: 'calls', descending: true }, 'name');
    expect(once).toEqual({ column: 'name', descending: false });
    expect(toNextOrder(once, 'name')).toEqual({ column: 'name', descending: true });
  });
});
