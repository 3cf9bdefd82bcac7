import { mkdirSync, writeFileSync } from 'node:fs';
import { buildAlerting } from './alerts/provisioning.js';
import { buildDashboards } from './dashboards.js';

const files: [string, object][] = [
  ...Object.entries(buildDashboards()).map(([file, dashboard]): [string, object] => [`dashboards/${file}`, dashboard]),
  ['alerting/callsight.json', buildAlerting()],
];

for (const [file, content] of files) {
  const path = new URL(`../provisioning/${file}`, import.meta.url);
  mkdirSync(new URL('.', path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
}
