import { writeFileSync } from 'node:fs';
import { buildDashboards } from './dashboards.js';

for (const [file, dashboard] of Object.entries(buildDashboards())) {
  writeFileSync(new URL(`../provisioning/dashboards/${file}`, import.meta.url), `${JSON.stringify(dashboard, null, 2)}\n`);
}
