import type { McpTool } from './mcp-tool.js';
import { checkPipeline } from './tools/check-pipeline.js';
import { comparePeriods } from './tools/compare-periods.js';
import { explainSession } from './tools/explain-session.js';
import { findExecutions } from './tools/find-executions.js';
import { findFailingTools } from './tools/find-failing-tools.js';
import { getOverview } from './tools/get-overview.js';
import { inspectExecution } from './tools/inspect-execution.js';
import { listClients } from './tools/list-clients.js';
import { listErrors } from './tools/list-errors.js';
import { listSessions } from './tools/list-sessions.js';

/** What an agent can ask, in the order in which it is likely to. */
export const mcpTools: readonly McpTool[] = [
  getOverview,
  findFailingTools,
  listErrors,
  findExecutions,
  inspectExecution,
  listSessions,
  explainSession,
  comparePeriods,
  listClients,
  checkPipeline,
];
