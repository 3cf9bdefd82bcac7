import { resourceFromAttributes } from '@opentelemetry/resources';
import { describe, expect, it } from 'vitest';
import { decodeMetrics } from '../testing/otlp-decode.js';
import { DurationStore } from './duration-store.js';

const ECHO = { 'gen_ai.tool.name': 'echo' };
const FAIL = { 'gen_ai.tool.name': 'fail' };

/** What the next export would tell, by tool: the temporality, the count and the sum. */
function tell(store: DurationStore) {
  const points = decodeMetrics(Buffer.from(store.serialize(resourceFromAttributes({}))));
  return points.map(({ attributes, temporality, count, sum }) => [attributes['gen_ai.tool.name'], temporality, count, sum]);
}

describe('the durations of a process', () => {
  it('are told since its start', () => {
    const store = new DurationStore('cumulative');
    store.record('serverOperation', 0.5, ECHO);
    expect(tell(store)).toEqual([['echo', 'cumulative', 1, 0.5]]);
    store.accepted();
    store.record('serverOperation', 0.25, ECHO);
    expect(tell(store)).toEqual([['echo', 'cumulative', 2, 0.75]]);
  });

  it.each(['delta', 'lowmemory'] as const)('are told since the last export that was accepted, with %s', (temporality) => {
    const store = new DurationStore(temporality);
    store.record('serverOperation', 0.5, ECHO);
    store.record('serverOperation', 4, FAIL);
    expect(tell(store)).toEqual([
      ['echo', 'delta', 1, 0.5],
      ['fail', 'delta', 1, 4],
    ]);
    store.record('serverOperation', 0.25, ECHO);
    // What was told was not accepted, so it is told again, and what came meanwhile with it.
    expect(tell(store)).toEqual([
      ['echo', 'delta', 2, 0.75],
      ['fail', 'delta', 1, 4],
    ]);
    store.record('serverOperation', 1, ECHO);
    store.accepted();
    expect(tell(store)).toEqual([['echo', 'delta', 1, 1]]);
    store.accepted();
    expect(tell(store)).toEqual([]);
  });
});
