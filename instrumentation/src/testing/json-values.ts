/** Of each kind of what JSON has a text for, and of what it leaves out. */
export const VALUES: unknown[] = [
  null,
  true,
  -1.5,
  'plain',
  'quote " backslash \\ newline \n control \u0001',
  'Grüße, 世界, 🚀',
  [],
  {},
  [1, [2, [3]], undefined, () => 1],
  { a: 1, b: undefined, c: { d: 'x', e: [null, false] } },
  { at: new Date(0), none: Number.NaN },
  { 'key "with" ü': 'v' },
];
