import { describe, expect, it } from 'vitest';
import { Sweeper } from './sweeper.js';

class Recorded {
  previous = undefined;
  next = undefined;
  snapshotDue = 0;
  snapshots = 0;
  abandoned = false;
  constructor(readonly startedAt: number) {}
  snapshot(): void {
    this.snapshots++;
  }
  abandon(): void {
    this.abandoned = true;
  }
}

describe('Sweeper', () => {
  it('snapshots an operation at growing intervals', () => {
    const sweeper = new Sweeper();
    const operation = new Recorded(0);
    sweeper.watchOperation(operation);
    const taken: number[] = [];
    for (let second = 0; second <= 300; second++) {
      const before = operation.snapshots;
      sweeper.tick(second * 1_000);
      if (operation.snapshots > before) taken.push(second);
    }
    expect(taken).toEqual([1, 2, 4, 8, 16, 32, 64, 124, 184, 244]);
    sweeper.forgetOperation(operation);
    sweeper.tick(1_000_000);
    expect(operation.snapshots).toBe(10);
  });

  it('keeps its chain whole, whichever operation ends first', () => {
    const sweeper = new Sweeper();
    const operations = [0, 1, 2, 3].map((start) => new Recorded(start));
    for (const operation of operations) sweeper.watchOperation(operation);
    for (const index of [1, 3, 0]) sweeper.forgetOperation(operations[index] as Recorded);
    sweeper.tick(5_000);
    expect(operations.map(({ snapshots }) => snapshots)).toEqual([0, 0, 1, 0]);
  });

  it('asks each open session for a heartbeat once a minute, and ends those that vanished', () => {
    const sweeper = new Sweeper();
    const start = Date.now();
    let beats = 0;
    const reasons: string[] = [];
    const session = {
      heartbeat: () => beats++,
      isVanished: (now: number) => now >= start + 200_000,
      end: (reason: string) => {
        reasons.push(reason);
        sweeper.forgetSession(session);
      },
    };
    expect(sweeper.watchSession(session)).toBe(true);
    for (let second = 0; second <= 185; second++) sweeper.tick(start + second * 1_000);
    expect([beats, reasons]).toEqual([3, []]);
    sweeper.tick(start + 1_000_000);
    sweeper.tick(start + 2_000_000);
    expect([beats, reasons]).toEqual([3, ['idle']]);
  });

  it('watches so many sessions and no more', () => {
    const sweeper = new Sweeper();
    const open = () => ({ heartbeat: () => undefined, isVanished: () => false, end: () => undefined });
    const watched = Array.from({ length: 10_001 }, () => sweeper.watchSession(open()));
    expect(watched.filter(Boolean)).toHaveLength(10_000);
    expect(watched.at(-1)).toBe(false);
  });
});
