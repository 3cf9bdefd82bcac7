import { SECRET_PATTERNS } from '../content/secret-patterns.js';

/** Numbers that look random and are the same in each run; both ends are included. */
export function randomFrom(seed: number): (least: number, most: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (least, most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return least + (Math.floor(state / 256) % (most - least + 1));
  };
}

/** What text is made of: plain and escaped characters, halves of pairs, whole pairs, and the marks of secrets, whole and without an end. */
const PIECES = [
  ...[
    'a',
    ' ',
    'plain text, ',
    '"',
    '\\',
    '\n',
    '\u0000',
    '\u001f',
    '\u007f',
    '\u0080',
    'é',
    'ÿ',
    'Ā',
    '世',
    '\uffff',
    '\ud83d',
    '\ude80',
    '🚀',
  ],
  ...['\u017f', '\u212a', 'x'.repeat(15), 'x'.repeat(16), '"'.repeat(17), '\n"'.repeat(9)],
  ...SECRET_PATTERNS.flatMap(({ marks }) => marks.flatMap((mark) => [mark, mark.toUpperCase(), mark.slice(0, -1), mark.slice(1)])),
];

/** The same for a seed in each run. */
export function randomText(seed: number): string {
  const random = randomFrom(seed);
  // Half of the texts are of one byte a character, which take another way.
  const pieces = seed % 2 === 0 ? PIECES.filter((piece) => /^[\0-\xff]*$/.test(piece)) : PIECES;
  const length = seed % 100 === 0 ? 9_000 : random(0, 40);
  return Array.from({ length }, () => pieces[random(0, pieces.length - 1)]).join('');
}

/** Of each kind of secret one. */
export const SECRETS = [
  'Bearer abcdef0123456789',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl',
  'AKIAIOSFODNN7EXAMPLE',
  `ghp_${'A1'.repeat(18)}`,
  `github_pat_${'A1'.repeat(20)}`,
  'xoxb-123456789012-abc',
  'hooks.slack.com/services/T0/B0/x',
  `sk-${'a1B2'.repeat(8)}`,
  'sk_live_0123456789',
  `AIza${'a1B2c'.repeat(7)}`,
  `glpat-${'a1B2'.repeat(5)}`,
  `npm_${'a1B2'.repeat(9)}`,
  'x://app:hunter2@db/',
  'password=hunter2',
  'api-key: hunter2',
  '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----',
];
