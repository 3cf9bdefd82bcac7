export { type Connect, connect } from './connect.js';
export { type FilterQuery, filterQuery, type ListQuery, listQuery, type Period, pageQuery, period, periodQuery } from './filters.js';
export {
  type AuditEntry,
  type AuditPage,
  auditEntry,
  auditPage,
  type Identity,
  identity,
  login,
  type Role,
  role,
} from './identity.js';
export {
  type ActivityPage,
  activityPage,
  type Content,
  content,
  type Operation,
  type OperationDetail,
  operation,
  operationDetail,
  type TraceSpan,
  traceSpan,
} from './operations.js';
export { type Outcome, outcome, type Side, side } from './outcome.js';
export { type ClientList, client, clientList, type Overview, overview, type ServiceList, service, serviceList } from './overview.js';
export {
  type HealthFinding,
  healthFinding,
  type PipelineHealth,
  pipelineHealth,
  type TableStorage,
  tableStorage,
} from './pipeline-health.js';
export { type Problem, problem } from './problem.js';
export {
  type Session,
  type SessionBasis,
  type SessionPage,
  type SessionSeries,
  type SessionStatus,
  type SessionSummary,
  session,
  sessionBasis,
  sessionPage,
  sessionSeries,
  sessionStatus,
  sessionSummary,
} from './sessions.js';
export {
  type Tool,
  type ToolCallPage,
  type ToolCallSeries,
  type ToolCallSummary,
  type ToolList,
  tool,
  toolCallPage,
  toolCallSeries,
  toolCallSummary,
  toolList,
} from './tool-calls.js';
