import { expect, it } from 'vitest';
import { OpenOperations } from './open-operations.js';
import type { Operation } from './operation.js';

it('keeps what a Map would keep', () => {
  const expected = new Map<string | number, Operation>();
  const open = new OpenOperations();
  const ids = [0, '0', 1, 2];
  let random = 7;
  for (let step = 0; step < 5_000; step++) {
    random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
    const id = ids[random % 4] as string | number;
    const operation = { step } as unknown as Operation;
    if (random % 3 === 0) {
      expected.set(id, operation);
      open.set(id, operation);
    } else {
      expected.delete(id);
      open.delete(id);
    }
    expect(open.size).toBe(expected.size);
    expect(ids.map((known) => open.get(known))).toEqual(ids.map((known) => expected.get(known)));
    expect(new Map(open.entries())).toEqual(expected);
  }
});
