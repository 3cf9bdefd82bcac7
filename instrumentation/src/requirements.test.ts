import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ID = /\b(?:SPAN|ERROR|CONTEXT|METRIC)-\d+\b/g;

const listed = readFileSync(join(__dirname, '../requirements.md'), 'utf8')
  .split('\n')
  .flatMap((line) => /^\| ([A-Z]+-\d+) \|/.exec(line)?.[1] ?? []);

const cited = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && !file.endsWith('requirements.test.ts'))
  .flatMap((file) => [...readFileSync(join(__dirname, file), 'utf8').matchAll(ID)].map(([id]) => id));

it('finds each requirement in a test', () => {
  expect(listed.length).toBeGreaterThan(25);
  expect(listed.filter((id) => !cited.includes(id))).toEqual([]);
});

it('finds no requirement in a test that is not in the list', () => {
  expect(cited.filter((id) => !listed.includes(id))).toEqual([]);
});

it('lists each requirement once', () => {
  expect(listed).toEqual([...new Set(listed)]);
});
