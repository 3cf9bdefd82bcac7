import { describe, expect, it } from 'vitest';
import { toClientMatrix } from './client-matrix';

const client = (name: string, version: string, protocolVersion: string | null, transport: string, operations: number, errors = 0) => ({
  name,
  version,
  protocolVersion,
  transport,
  sessions: 1,
  operations,
  toolCalls: 0,
  errors,
  errorRate: null,
  lastSeenAt: '2026-11-22T08:00:00Z',
});

describe('the matrix of clients', () => {
  const matrix = toClientMatrix([
    client('a', '1', '2025-06-18', 'http', 10),
    client('a', '1', '2025-11-25', 'stdio', 30, 3),
    client('b', '2', '2025-11-25', 'stdio', 50),
    client('b', '2', null, 'http', 1),
  ]);

  it('has a column for each protocol version and transport, the newest first', () => {
    expect(matrix.columns).toEqual([
      { protocolVersion: '2025-11-25', transport: 'stdio' },
      { protocolVersion: '2025-06-18', transport: 'http' },
      { protocolVersion: null, transport: 'http' },
    ]);
  });

  it('has the busiest client first, with nothing where it was never seen', () => {
    expect(matrix.rows.map(({ name }) => name)).toEqual(['b', 'a']);
    expect(matrix.rows[0]?.cells.map((cell) => cell?.operations)).toEqual([50, undefined, 1]);
  });

  it('adds up each client', () => {
    expect(matrix.rows[1]?.total).toEqual({ sessions: 2, operations: 40, errors: 3, errorRate: 0.075 });
  });
});
