import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { buildAlerting } from './alerts/provisioning.js';
import { buildDashboards } from './dashboards.js';
import { describeDashboards } from './document.js';

const files: [string, object][] = [
  ...Object.entries(buildDashboards()).map(([file, dashboard]): [string, object] => [`dashboards/${file}`, dashboard]),
  ['alerting/callsight.json', buildAlerting()],
];

for (const [file, content] of files) {
  const path = new URL(`../provisioning/${file}`, import.meta.url);
  mkdirSync(new URL('.', path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
}

const documentation = new URL('../../docs/grafana.md', import.meta.url);
const [written = '', marker] = readFileSync(documentation, 'utf8').split(/(<!-- generated: .+ -->\n)/);
writeFileSync(documentation, `${written}${marker}\n${describeDashboards()}\n`);
