import { expect, test } from 'vitest';
import { toAnswerAges } from './answer-ages.js';

test.each([
  ['nothing of time', {}, 10_000],
  ['the last hour', { from: 'now-1h', to: 'now' }, 10_000],
  ['the last six hours', { from: 'now-6h', to: 'now' }, 21_600],
  ['the last month', { from: 'now-30d', to: 'now' }, 60_000],
  ['a month that was over yesterday', { from: 'now-31d', to: 'now-1d' }, 600_000],
])('an answer about %s serves others for its time', (_, query, usableMs) => {
  expect(toAnswerAges(query).usableMs).toBeCloseTo(usableMs, -2);
});
