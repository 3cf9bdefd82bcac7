import { describe, expect, it } from 'vitest';
import { isFailure, parseOperationId, toOperationId } from './operation';

describe('a failure', () => {
  it.each([
    ['ok', 'ended', false],
    ['cancelled', 'ended', false],
    ['tool_error', 'ended', true],
    [null, 'running', false],
    [null, 'lost', true],
  ] as const)('of outcome %s in state %s: %s', (outcome, state, failed) => {
    expect(isFailure({ outcome, state })).toBe(failed);
  });
});

describe('the identity of an operation', () => {
  it('survives the address', () => {
    const operation = { traceId: '0123456789abcdef'.repeat(2), spanId: '0123456789abcdef' };
    expect(parseOperationId(toOperationId(operation))).toEqual(operation);
  });

  it('is refused when it is no pair of trace and span', () => {
    expect(parseOperationId('../../etc.passwd')).toBeUndefined();
  });
});
