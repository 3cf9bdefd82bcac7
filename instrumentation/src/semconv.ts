/**
 * Names of the OpenTelemetry semantic conventions for MCP in use here, copied because they are in development.
 * Source: open-telemetry/semantic-conventions-genai, revision of October 2026. The `callsight.` names fill what it leaves open
 * and are listed in docs/spans.md.
 */
export const ATTR = {
  MCP_METHOD_NAME: 'mcp.method.name',
  MCP_SESSION_ID: 'mcp.session.id',
  MCP_PROTOCOL_VERSION: 'mcp.protocol.version',
  MCP_RESOURCE_URI: 'mcp.resource.uri',
  GEN_AI_TOOL_NAME: 'gen_ai.tool.name',
  GEN_AI_PROMPT_NAME: 'gen_ai.prompt.name',
  /** Followed by the name of an argument. */
  GEN_AI_PROMPT_VARIABLE: 'gen_ai.prompt.variable.',
  GEN_AI_OPERATION_NAME: 'gen_ai.operation.name',
  GEN_AI_TOOL_CALL_ARGUMENTS: 'gen_ai.tool.call.arguments',
  GEN_AI_TOOL_CALL_RESULT: 'gen_ai.tool.call.result',
  JSONRPC_REQUEST_ID: 'jsonrpc.request.id',
  ERROR_TYPE: 'error.type',
  RPC_RESPONSE_STATUS_CODE: 'rpc.response.status_code',
  NETWORK_TRANSPORT: 'network.transport',
  NETWORK_PROTOCOL_NAME: 'network.protocol.name',
  NETWORK_PROTOCOL_VERSION: 'network.protocol.version',
  CLIENT_ADDRESS: 'client.address',
  CLIENT_PORT: 'client.port',
  SERVER_ADDRESS: 'server.address',
  SERVER_PORT: 'server.port',
  USER_AGENT_ORIGINAL: 'user_agent.original',

  ARGUMENTS: 'callsight.arguments',
  ARGUMENTS_SIZE: 'callsight.arguments.size',
  ARGUMENTS_SHAPE: 'callsight.arguments.shape',
  ARGUMENTS_TRUNCATED: 'callsight.arguments.truncated',
  RESULT: 'callsight.result',
  RESULT_SIZE: 'callsight.result.size',
  RESULT_SHAPE: 'callsight.result.shape',
  RESULT_TRUNCATED: 'callsight.result.truncated',
  SESSION_KEY: 'callsight.session.key',
  SESSION_BASIS: 'callsight.session.basis',
  SESSION_END_REASON: 'callsight.session.end_reason',
  TRANSPORT: 'callsight.transport',
  CLIENT_NAME: 'callsight.client.name',
  CLIENT_VERSION: 'callsight.client.version',
  SERVER_NAME: 'callsight.server.name',
  SERVER_VERSION: 'callsight.server.version',
  USER: 'callsight.user',
  ERROR_CODE: 'callsight.error.code',
  ERROR_MESSAGE: 'callsight.error.message',
  SURFACE_HASH: 'callsight.surface.hash',
  SURFACE_TOOLS: 'callsight.surface.tools',
  SURFACE_PARTIAL: 'callsight.surface.partial',
  SURFACE_DEFINITIONS: 'callsight.surface.definitions',
  SPAN_TYPE: 'callsight.span.type',
  SNAPSHOT_TRACE_ID: 'callsight.snapshot.trace_id',
  SNAPSHOT_SPAN_ID: 'callsight.snapshot.span_id',
  SNAPSHOT_PARENT_SPAN_ID: 'callsight.snapshot.parent_span_id',
} as const;

/** `error.type` of a result with `isError: true`. */
export const ERROR_TYPE_TOOL = 'tool_error';
/** `error.type` of an operation that ended because its caller gave up. */
export const ERROR_TYPE_CANCELLED = 'cancelled';
/** `error.type` of an operation that ended because its caller's time limit passed. */
export const ERROR_TYPE_TIMEOUT = 'timeout';
/** Stands for names beyond the bound on distinct unknown names. */
export const OTHER_NAME = '_OTHER';
