import { expect, it } from 'vitest';
import { RecentLatencies } from './recent-latencies.js';

it('counts every latency, and tells the quantiles of the newest', () => {
  const latencies = new RecentLatencies();
  expect(latencies.read()).toEqual({ count: 0, sum: 0, p50: null, p99: null });
  for (let added = 0; added < 1_000; added += 1) latencies.add(20_000);
  for (let added = 0; added < 1_024; added += 1) latencies.add(added < 1_000 ? 7 : 300);
  expect(latencies.read()).toEqual({ count: 2_024, sum: 20_000_000 + 7_000 + 7_200, p50: 7, p99: 300 });
});
