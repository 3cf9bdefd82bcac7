import { beforeAll, describe, expect, it } from 'vitest';
import { COMBINATIONS, nameOf } from './src/combinations.js';
import { install } from './src/installation.js';
import { runRow } from './src/matrix.js';
import { readTable, toTable } from './src/table.js';

const INSTALLATION_MS = 900_000;
const ROW_MS = 120_000;

beforeAll(install, INSTALLATION_MS);

describe.concurrent('what a client sees and what is observed are right', { timeout: ROW_MS, retry: 1 }, () => {
  it.each(COMBINATIONS.map((combination) => [nameOf(combination), combination] as const))('%s', async (_name, combination) => {
    const { faults } = await runRow(combination);
    expect(faults).toEqual([]);
  });
});

describe('the README', () => {
  it('shows what is run here', () => {
    expect(readTable()).toBe(toTable());
  });
});
