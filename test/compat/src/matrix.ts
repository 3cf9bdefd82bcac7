import { findFaults } from './check.js';
import { COMBINATIONS, type Combination } from './combinations.js';
import { runCombination } from './run.js';

export interface Row {
  combination: Combination;
  faults: string[];
}

/** Runs one combination; whatever goes wrong is a fault of it. */
export async function runRow(combination: Combination): Promise<Row> {
  try {
    return { combination, faults: findFaults(combination, await runCombination(combination)) };
  } catch (error) {
    return { combination, faults: [error instanceof Error ? error.message : String(error)] };
  }
}

/** Runs all combinations, two at a time, and tells of each as it ends. */
export async function runMatrix(onRow: (row: Row) => void, combinations = COMBINATIONS): Promise<Row[]> {
  const rows: Row[] = [];
  const waiting = combinations.entries();
  async function work(): Promise<void> {
    for (const [index, combination] of waiting) {
      const row = await runRow(combination);
      rows[index] = row;
      onRow(row);
    }
  }
  await Promise.all([work(), work()]);
  return rows;
}
