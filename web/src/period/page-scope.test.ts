import { describe, expect, it } from 'vitest';
import { readPageScope, toScopedHref } from './page-scope';

describe('the scope of a page', () => {
  it('is the last 24 hours of every service, refreshed, when the address says nothing', () => {
    expect(readPageScope(new URLSearchParams())).toEqual({
      range: { from: 'now-24h', to: 'now' },
      service: undefined,
      side: undefined,
      refresh: 'live',
      refreshInterval: 30_000,
    });
  });

  it('does not refresh a period that has ended', () => {
    const scope = readPageScope(new URLSearchParams({ from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z' }));
    expect(scope).toMatchObject({ refresh: 'off', refreshInterval: false });
  });

  it('follows to other screens, while their own parameters stay behind', () => {
    const current = new URLSearchParams({ from: 'now-7d', service: 'files', tool: 'read', op: 'a.b' });
    expect(toScopedHref(current, '/sessions', {})).toBe('/sessions?from=now-7d&service=files');
    expect(toScopedHref(current, '/tool-calls', { tool: 'write' })).toBe('/tool-calls?from=now-7d&service=files&tool=write');
  });
});
