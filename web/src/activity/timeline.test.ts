import type { Operation } from '@callsight/query-service/contract';
import { describe, expect, it } from 'vitest';
import { toTimeline } from './timeline';

const start = Date.UTC(2026, 10, 22, 8);

function operation(offsetMs: number, changes: Partial<Operation> = {}): Operation {
  return {
    traceId: 'a'.repeat(32),
    spanId: offsetMs.toString(16).padStart(16, '0'),
    startedAt: new Date(start + offsetMs).toISOString(),
    durationMs: 100,
    state: 'ended',
    side: 'server',
    kind: 'request',
    method: 'tools/call',
    target: 'search',
    resourceUri: null,
    requestId: '1',
    outcome: 'ok',
    error: null,
    service: 'files',
    sessionKey: 'key',
    sessionBasis: 'connection',
    clientName: null,
    transport: null,
    argumentsSize: null,
    resultSize: null,
    ...changes,
  };
}

const session = { createdAt: new Date(start).toISOString() };

describe('the timeline of a session', () => {
  it('counts from the start of the session', () => {
    const entries = toTimeline(session, [operation(0), operation(1204)], false);
    expect(entries.map((entry) => (entry.type === 'operation' ? entry.offsetMs : entry))).toEqual([0, 1204]);
  });

  it('shows a silence from the end of the last operation, not from its start', () => {
    const entries = toTimeline(session, [operation(0, { durationMs: 20_000 }), operation(5000), operation(60_000)], false);
    expect(entries[2]).toMatchObject({ type: 'quiet', durationMs: 40_000 });
    expect(entries).toHaveLength(4);
  });

  it('leaves silences out while only a part is shown', () => {
    const entries = toTimeline(session, [operation(0, { outcome: 'timeout' }), operation(90_000, { outcome: 'lost' })], true);
    expect(entries.map((entry) => entry.type)).toEqual(['operation', 'operation']);
  });

  it('gives bars their share of the busy time, and a silence only a little room', () => {
    const hour = 3_600_000;
    const bars = toTimeline(session, [operation(0), operation(hour, { durationMs: 300 })], false).flatMap((entry) =>
      entry.type === 'operation' ? [entry.bar] : [],
    );
    expect(bars[0]?.width).toBeGreaterThan(20);
    expect(bars[1]?.width).toBeCloseTo((bars[0]?.width ?? 0) * 3);
    expect((bars[1]?.left ?? 0) + (bars[1]?.width ?? 0)).toBeCloseTo(100);
  });
});
