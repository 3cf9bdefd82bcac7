import { sealArrivals } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionPage, SessionSeries } from '../contract/index.js';
import { createRandom } from '../testing/random.js';
import { toCallSpan } from '../testing/scenario.js';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';

const hour = 3_600_000;
const minute = 60_000;
const start = Math.floor(Date.now() / (24 * hour)) * 24 * hour - 4 * 24 * hour;
const random = createRandom(7);
const below = (limit: number) => Math.floor(random() * limit);

/** Sessions of a few calls each; those of callers pause for less than half an hour, others for up to eight hours. */
const sessions = Array.from({ length: 90 }, (_, index) => {
  const basis = index % 5 === 0 ? 'identity' : 'connection';
  let at = start + below(60 * 60) * minute;
  const calls = Array.from({ length: 1 + below(6) }, () => {
    at += 1_000 + below(basis === 'identity' ? 29 : index % 2 === 0 ? 480 : 40) * minute;
    return { at, tool: ['read', 'write', 'search'][below(3)] ?? '', failed: below(4) === 0 };
  });
  return { key: `s${index}`, basis, calls, created: calls[0]?.at ?? 0, last: (calls.at(-1)?.at ?? 0) + 10 };
});
type Session = (typeof sessions)[number];

let api: TestApp;
beforeAll(async () => {
  api = await serveTestApp();
  await api.engine.ingest(
    sessions.flatMap(({ key, basis, calls }) =>
      calls.map(({ at, tool, failed }) =>
        toCallSpan({
          session: key,
          tool,
          at: new Date(at),
          attributes: { 'callsight.session.basis': basis, ...(failed ? { 'error.type': 'tool_error' } : {}) },
        }),
      ),
    ),
  );
});
afterAll(() => api.close());

const periods = [
  { from: start + 7 * hour, to: start + 55 * hour },
  { from: start + 10 * hour + 17 * minute, to: start + 50 * hour + 23 * minute },
];
const filters: { query: string; fits: (call: Session['calls'][number]) => boolean }[] = [
  { query: '', fits: () => true },
  { query: '&tool=write', fits: ({ tool }) => tool === 'write' },
  { query: '&outcome=tool_error', fits: ({ failed }) => failed },
];
const cases = periods.flatMap((period) => filters.flatMap((filter) => [3, 48].map((buckets) => ({ ...period, ...filter, buckets }))));

describe.each(['open', 'sealed'])('sessions over time, while they are %s,', (state) => {
  beforeAll(async () => {
    if (state === 'sealed') await sealArrivals(api.engine.admin);
  });

  test.each(cases)('are those of a recount: $from to $to$query in $buckets', async ({ from, to, query, fits, buckets }) => {
    const [begin, end] = [from, to].map((at) => new Date(at).toISOString());
    const { points, bucketSeconds } = await api.read<SessionSeries>(
      `/sessions/timeseries?from=${begin}&to=${end}&buckets=${buckets}${query}`,
    );
    expect(bucketSeconds % 3_600).toBe(0);
    const found = sessions.filter(({ created, last, calls }) => {
      return last >= from && created < to && calls.some((call) => call.at >= from && call.at < to && fits(call));
    });
    const recounted = points.map(({ time }, index) => {
      const since = Date.parse(time);
      const until = index + 1 < points.length ? since + bucketSeconds * 1_000 : Number.POSITIVE_INFINITY;
      const holds = (at: number) => at >= since && at < until;
      const created = found.filter((session) => session.created >= from && holds(session.created));
      // Hours of UTC tell of sessions that are no caller's: those of the period, from the one on in which it starts.
      const isActive = ({ basis, calls, ...session }: Session) =>
        basis === 'identity'
          ? session.created < until && Math.min(session.last, to) >= since
          : calls.some(({ at }) => at >= Math.floor(from / hour) * hour && Math.floor(at / hour) * hour < to && holds(at));
      return {
        time,
        active: found.filter(isActive).length,
        open: found.filter((session) => session.created < until && session.last >= since).length,
        created: created.length,
        averageDurationMs: created.length === 0 ? null : created.reduce((sum, each) => sum + each.last - each.created, 0) / created.length,
        ...toOperations(
          sessions.flatMap(({ calls }) => calls).filter((call) => call.at >= from && call.at < to && holds(call.at) && fits(call)),
        ),
      };
    });
    expect(points.map(({ averageDurationMs, ...point }) => point)).toEqual(recounted.map(({ averageDurationMs, ...point }) => point));
    for (const [index, { averageDurationMs }] of recounted.entries()) {
      if (averageDurationMs === null) expect(points[index]?.averageDurationMs).toBeNull();
      else expect(points[index]?.averageDurationMs).toBeCloseTo(averageDurationMs, 6);
    }
  });
});

describe.each(['created', 'lastActivity'] as const)('the newest sessions of several days, by %s,', (sort) => {
  test.each(filters.flatMap((filter) => [4, 30, 100].map((limit) => ({ ...filter, limit }))))(
    'are those of a recount: $limit of ?$query',
    async ({ query, fits, limit }) => {
      const { from, to } = periods[1] ?? { from: 0, to: 0 };
      const [begin, end] = [from, to].map((at) => new Date(at).toISOString());
      const { items, nextCursor } = await api.read<SessionPage>(`/sessions?from=${begin}&to=${end}&sort=${sort}&limit=${limit}${query}`);
      const found = sessions
        .filter(
          ({ created, last, calls }) => last >= from && created < to && calls.some((call) => call.at >= from && call.at < to && fits(call)),
        )
        .sort((a, b) => (sort === 'created' ? b.created - a.created : b.last - a.last));
      expect(items.map(({ key }) => key.replace(/@\d+$/, ''))).toEqual(found.slice(0, limit).map(({ key }) => key));
      expect(nextCursor === null).toBe(found.length <= limit);
    },
  );
});

function toOperations(calls: readonly Session['calls'][number][]) {
  return { operations: calls.length, errors: calls.filter(({ failed }) => failed).length };
}
