import { expect, it } from 'vitest';
import { all, callFilters, expectSameSeries, pick, type Row, rowsOf, type Stack, sum, toSeries, toTime } from './stack.js';

export function compareErrors(stack: () => Stack): void {
  it.each(callFilters)('group the same errors with $title', async ({ values, search }) => {
    const groups = await stack().panel('errors.json: Error groups', values);
    const list = rowsOf((await stack().ask('/errors', `${search}&limit=200`)).items);
    expect(pick(groups, 'fingerprint', 'errors', 'message', 'outcome_name', 'sessions')).toEqual(
      pick(list, 'fingerprint', 'count', 'message', 'outcome', 'sessions'),
    );
    expect(pick(groups, 'tools', 'servers')).toEqual(
      list.map(({ tools, services }) => [(tools as string[]).sort().join(', '), (services as string[]).sort().join(', ')]),
    );
    expect(groups.map(({ first_seen, last_seen }) => [toTime(first_seen), toTime(last_seen)])).toEqual(
      list.map(({ firstSeenAt, lastSeenAt }) => [toTime(firstSeenAt), toTime(lastSeenAt)]),
    );
    expect(sum(await stack().panel('errors.json: Errors by outcome', values), 'errors')).toBe(sum(list, 'count'));
    expect(list.length).toBeGreaterThan(0);
  });

  it('tell the same of each kind of error', async () => {
    for (const { fingerprint } of rowsOf((await stack().ask('/errors')).items)) {
      const values = { ...all, fingerprint: String(fingerprint) };
      const detail = await stack().ask(`/errors/${fingerprint}`, '&buckets=60&limit=200');
      const [group, ...others] = await stack().panel('errors.json: Error groups', values);
      expect([group?.errors, others]).toEqual([(detail.group as Row).count, []]);
      const overTime = await stack().panel('errors.json: Errors by outcome', values);
      expectSameSeries(toSeries(overTime, 'errors'), toSeries(rowsOf(detail.points), 'count'));
      const newest = await stack().panel('errors.json: Newest errors', values);
      expect(pick(newest, 'trace_id', 'span_id', 'outcome_name', 'session')).toEqual(
        pick(rowsOf(detail.items), 'traceId', 'spanId', 'outcome', 'sessionKey'),
      );
    }
  });
}
