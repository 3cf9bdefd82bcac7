import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { createClientsDashboard } from './clients/dashboard.js';
import { createErrorsDashboard } from './errors/dashboard.js';
import { createExecutionDashboard } from './execution/dashboard.js';
import { createLiveDashboard } from './live/dashboard.js';
import { createPipelineDashboard } from './pipeline/dashboard.js';
import { createSessionActivityDashboard } from './session-activity/dashboard.js';
import { createSessionsDashboard } from './sessions/dashboard.js';
import { createToolDashboard } from './tool/dashboard.js';
import { createToolCallsDashboard } from './tool-calls/dashboard.js';

/** Every dashboard by the name of its file in provisioning/dashboards. */
export function buildDashboards(): Record<string, Dashboard> {
  const dashboards = {
    'sessions.json': createSessionsDashboard(),
    'session-activity.json': createSessionActivityDashboard(),
    'tool-calls.json': createToolCallsDashboard(),
    'tool.json': createToolDashboard(),
    'execution.json': createExecutionDashboard(),
    'clients.json': createClientsDashboard(),
    'errors.json': createErrorsDashboard(),
    'live.json': createLiveDashboard(),
    'pipeline.json': createPipelineDashboard(),
  };
  return Object.fromEntries(Object.entries(dashboards).map(([file, builder]) => [file, finish(builder.build())]));
}

/**
 * Numbers the panels in their order, because links and alert rules name a panel by its id, and leaves out what the SDK gives
 * to every variable although Grafana's schema knows it of intervals only.
 */
function finish(dashboard: Dashboard): Dashboard {
  const variables = (dashboard.templating?.list ?? []).map(({ auto: _auto, auto_min: _min, auto_count: _count, ...variable }) => variable);
  const panels = (dashboard.panels ?? []).map((panel, index) => ({ ...panel, id: index + 1 }));
  return { ...dashboard, panels, templating: { ...dashboard.templating, list: variables } };
}
