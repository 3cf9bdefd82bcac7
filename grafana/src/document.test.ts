import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { buildDashboards } from './dashboards.js';
import { describeDashboards } from './document.js';
import { views } from './views.js';

it('docs/grafana.md has every panel and rule as the code has it (npm run generate -w grafana)', () => {
  expect(readFileSync(new URL('../../docs/grafana.md', import.meta.url), 'utf8')).toContain(`-->\n\n${describeDashboards()}\n`);
});

it('views name no panel that does not exist', () => {
  const titles = Object.entries(buildDashboards()).map(([file, { panels = [] }]) => [file, panels.map(({ title }) => title).toSorted()]);
  expect(Object.entries(views).map(([file, panels]) => [file, Object.keys(panels).toSorted()])).toEqual(titles);
});
