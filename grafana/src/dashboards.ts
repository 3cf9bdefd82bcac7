import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { createSessionsDashboard } from './sessions/dashboard.js';
import { createToolCallsDashboard } from './tool-calls/dashboard.js';

/** Every dashboard by the name of its file in provisioning/dashboards. */
export function buildDashboards(): Record<string, Dashboard> {
  return {
    'sessions.json': createSessionsDashboard().build(),
    'tool-calls.json': createToolCallsDashboard().build(),
  };
}
