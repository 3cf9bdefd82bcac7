import { beforeAll, describe, expect, it } from 'vitest';
import { COMBINATIONS, nameOf } from './src/combinations.js';
import { type Generation, runConformance, type Side } from './src/conformance.js';
import { install } from './src/installation.js';
import { runRow } from './src/matrix.js';
import { readTable, toTable } from './src/table.js';

const INSTALLATION_MS = 900_000;
const ROW_MS = 120_000;
const SUITE_MS = 500_000;

beforeAll(install, INSTALLATION_MS);

describe.concurrent('what a client sees and what is observed are right', { timeout: ROW_MS, retry: 1 }, () => {
  it.each(COMBINATIONS.map((combination) => [nameOf(combination), combination] as const))('%s', async (_name, combination) => {
    const { faults } = await runRow(combination);
    expect(faults).toEqual([]);
  });
});

describe('the official conformance suite', () => {
  it.each<[Side, Generation, number]>([
    ['server', 'v1', 30],
    ['server', 'v2', 30],
    ['client', 'v1', 17],
    ['client', 'v2', 17],
  ])(
    'passes for a %s of SDK %s, and says the same of an observed one',
    { timeout: SUITE_MS, retry: 1 },
    async (side, generation, scenarios) => {
      const { plain, observed, spans } = await runConformance(side, generation);
      expect(plain.filter((line) => !line.startsWith('✓'))).toEqual([]);
      expect(plain).toHaveLength(scenarios);
      expect(observed).toEqual(plain);
      expect(new Set(spans.filter(({ kind }) => kind === side).map(({ name }) => name))).toContain('initialize');
    },
  );
});

describe('the README', () => {
  it('shows what is run here', () => {
    expect(readTable()).toBe(toTable());
  });
});
