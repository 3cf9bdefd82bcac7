export { type CallStatistics, callStatistics } from './call-statistics.js';
export { type Connect, connect } from './connect.js';
export { type ErrorDetail, type ErrorGroup, type ErrorPage, errorDetail, errorGroup, errorPage } from './errors.js';
export {
  type FilterQuery,
  filterQuery,
  formatQuery,
  type ListQuery,
  listQuery,
  type Period,
  pageQuery,
  period,
  periodQuery,
  type SeriesQuery,
  seriesQuery,
  timeExpression,
} from './filters.js';
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
  type LiveGap,
  type LiveKind,
  type LiveQuery,
  type LiveSession,
  liveEvents,
  liveGap,
  liveKind,
  liveQuery,
  liveSession,
} from './live.js';
export {
  type ActivityEntry,
  type ActivityPage,
  type ActivityQuery,
  activityEntry,
  activityPage,
  activityQuery,
  type Content,
  content,
  type LogRecord,
  logRecord,
  type Neighbour,
  neighbour,
  type Operation,
  type OperationDetail,
  operation,
  operationDetail,
  type TraceSpan,
  traceSpan,
} from './operations.js';
export { type Outcome, outcome, type Side, side } from './outcome.js';
export {
  type ClientList,
  client,
  clientList,
  type Overview,
  overview,
  type ServiceList,
  service,
  serviceList,
  wholeListQuery,
} from './overview.js';
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
  type Comparison,
  parseSearch,
  quoteSearchValue,
  type SearchField,
  type SearchTerm,
  type SearchValue,
  searchFields,
} from './search.js';
export { SearchError } from './search-error.js';
export {
  type SessionBasis,
  type SessionFlag,
  type SessionStatus,
  sessionBasis,
  sessionFlag,
  sessionStatus,
} from './session-terms.js';
export {
  type Session,
  type SessionListQuery,
  type SessionNote,
  type SessionPage,
  type SessionSeries,
  type SessionSummary,
  type SessionTotals,
  session,
  sessionListQuery,
  sessionNote,
  sessionPage,
  sessionSeries,
  sessionSummary,
  sessionTotals,
} from './sessions.js';
export {
  type LatencyHeatmap,
  latencyHeatmap,
  type ToolCallListQuery,
  type ToolCallPage,
  type ToolCallSeries,
  type ToolCallSeriesQuery,
  type ToolCallSummary,
  toolCallListQuery,
  toolCallPage,
  toolCallSeries,
  toolCallSeriesQuery,
  toolCallSummary,
} from './tool-calls.js';
export {
  type NeverCalledTool,
  neverCalledTool,
  type Tool,
  type ToolDefinition,
  type ToolDetail,
  type ToolList,
  tool,
  toolDefinition,
  toolDetail,
  toolList,
} from './tools.js';
