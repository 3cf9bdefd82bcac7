// Written by `npm run generate` from the schemas that validate the API.

export interface ActivityEntry {
  traceId: string;
  spanId: string;
  startedAt: string;
  durationMs: number;

  /** `running` and `lost` rows come from snapshots: their outcome is null */
  state: 'ended' | 'running' | 'lost';
  side: 'server' | 'client';
  kind: 'request' | 'notification';
  method: string;

  /** Name of the tool or prompt */
  target: string | null;
  resourceUri: string | null;
  requestId: string | null;
  outcome: 'ok' | 'tool_error' | 'invalid_request' | 'server_error' | 'cancelled' | 'timeout' | 'lost' | null;
  error: {
    /** error.type of the span */
    type: string;

    /** JSON-RPC error code, where there was one */
    code: string | null;
    message: string | null;
  } | null;
  service: string;
  sessionKey: string;
  sessionBasis: 'protocol' | 'connection' | 'baggage' | 'header' | 'identity' | 'trace' | 'none';
  clientName: string | null;
  transport: string | null;

  /** Bytes of JSON */
  argumentsSize: number | null;

  /** Bytes of JSON */
  resultSize: number | null;

  /** What happened at `at`; `result` and `error` rows repeat the operation that they end, and come with `results=apart` */
  entry: 'request' | 'tool_execution' | 'notification' | 'result' | 'error';
  at: string;

  /** From the start of the session to `at` */
  offsetMs: number;
}

export interface ActivityPage {
  session: Session;
  items: ActivityEntry[];
  nextCursor: string | null;
}

export interface AuditEntry {
  at: string;

  /** Name of the token */
  actor: string;

  /** Peer address of the connection */
  address: string;

  /** Where it was asked for */
  door: 'api' | 'mcp' | 'sql';

  /** Operation whose content was shown; null for a query over SQL */
  traceId: string | null;
  spanId: string | null;

  /** As in the log and in the header X-Request-Id; of a query over SQL, its id */
  requestId: string;
}

export interface AuditPage {
  items: AuditEntry[];
  nextCursor: string | null;
}

export interface CallStatistics {
  calls: number;

  /** Calls that neither succeeded nor were cancelled */
  failed: number;
  cancelled: number;

  /** ok / (all − cancelled); null without calls */
  successRate: number | null;
  averageMs: number | null;
  p50Ms: number | null;
  p95Ms: number | null;
  p99Ms: number | null;
}

export interface Client {
  name: string | null;
  version: string | null;
  transport: string | null;
  protocolVersion: string | null;
  sessions: number;

  /** As each side reported them */
  operations: number;
  toolCalls: number;

  /** Operations that neither succeeded nor were cancelled */
  errors: number;

  /** errors / operations */
  errorRate: number | null;
  lastSeenAt: string;
}

export interface ClientList {
  period: Period;
  items: Client[];
}

export interface Connect {
  /** Base URL for OTEL_EXPORTER_OTLP_ENDPOINT */
  otlpEndpoint: string;

  /** Whether the endpoint wants a bearer token */
  tokenRequired: boolean;
}

export interface Content {
  value: string | null;

  /** Bytes of the original JSON */
  size: number | null;
  truncated: boolean;

  /** There is content, which only auditors may see */
  withheld: boolean;

  /** JSON text: the keys and types of the value */
  shape: string | null;
}

export interface ErrorDetail {
  period: Period;
  group: ErrorGroup;
  bucketSeconds: number;
  points: { time: string; count: number }[];

  /** Newest first */
  items: Operation[];
  nextCursor: string | null;
}

export interface ErrorGroup {
  /** 16 hex digits */
  fingerprint: string;

  /** What the messages have in common; null where none was recorded */
  message: string | null;
  outcome: 'ok' | 'tool_error' | 'invalid_request' | 'server_error' | 'cancelled' | 'timeout' | 'lost';

  /** JSON-RPC error code */
  code: string | null;
  count: number;
  sessions: number;

  /** The ten most affected */
  tools: string[];

  /** The ten most affected */
  services: string[];

  /** In the period */
  firstSeenAt: string;
  lastSeenAt: string;

  /** The newest one */
  example: { traceId: string; spanId: string; startedAt: string; message: string | null };
}

export interface ErrorPage {
  period: Period;

  /** Most frequent first */
  items: ErrorGroup[];
  nextCursor: string | null;
}

export interface HealthFinding {
  severity: 'warning' | 'error';

  /** What was seen, and what to do */
  message: string;
}

export interface Identity {
  /** `none`: this Callsight is for its own machine and asks nobody */
  authentication: 'none' | 'token';

  /** Name of the token; null for a caller that gave none */
  name: string | null;
  role: 'viewer' | 'auditor' | null;
}

export interface LatencyHeatmap {
  period: Period;
  tz: string;
  bucketSeconds: number;

  /** Start of each bucket */
  times: string[];

  /** Lower bound of each band in milliseconds; a band ends where the next begins */
  bounds: number[];

  /** Cells with at least one call */
  cells: {
    /** Index into `times` */
    time: number;

    /** Index into `bounds` */
    band: number;
    calls: number;
    failed: number;
  }[];
}

export interface LiveGap {
  /** Events that were left out, before filters; null where nobody can tell */
  missed: number | null;

  /** `slow`: the listener read too slowly; `expired`: it came back too late; `burst`: more arrived at once than the feed carries */
  reason: 'slow' | 'expired' | 'burst';
}

export interface LiveSession {
  key: string;
  basis: 'protocol' | 'connection' | 'baggage' | 'header' | 'identity' | 'trace' | 'none';
  status: 'connected' | 'idle' | 'closed' | 'lost';

  /** Why it closed, where its end was seen */
  endReason: string | null;
  createdAt: string;
  lastActivityAt: string;

  /** From created to its end, or to its last activity */
  durationMs: number;
  service: string;
  serviceVersion: string | null;
  clientName: string | null;
  clientVersion: string | null;

  /** stdio, http, sse, websocket or in_memory */
  transport: string | null;
  protocolVersion: string | null;

  /** Salted hash, unless the operator chose otherwise */
  user: string | null;
  operations: number;
  toolCalls: number;

  /** Operations that neither succeeded nor were cancelled */
  errors: number;
}

export interface LogRecord {
  at: string;
  severity: string;
  service: string;

  /** Cut to 8 KiB; null where withheld */
  body: string | null;
  spanId: string | null;

  /** Empty where withheld */
  attributes: Record<string, string>;

  /** Only auditors may see the body and the attributes */
  withheld: boolean;

  /** Whether the record carries the span of the operation itself */
  own: boolean;
}

export interface Login {
  /** One of the API tokens */
  token: string;
}

export interface Neighbour {
  traceId: string;
  spanId: string;
  startedAt: string;

  /** Name of the tool or prompt */
  target: string | null;
  outcome: 'ok' | 'tool_error' | 'invalid_request' | 'server_error' | 'cancelled' | 'timeout' | 'lost' | null;
}

export interface NeverCalledTool {
  service: string;
  name: string;
  definition: ToolDefinition;

  /** When it was last listed */
  listedAt: string;
}

export interface Operation {
  traceId: string;
  spanId: string;
  startedAt: string;
  durationMs: number;

  /** `running` and `lost` rows come from snapshots: their outcome is null */
  state: 'ended' | 'running' | 'lost';
  side: 'server' | 'client';
  kind: 'request' | 'notification';
  method: string;

  /** Name of the tool or prompt */
  target: string | null;
  resourceUri: string | null;
  requestId: string | null;
  outcome: 'ok' | 'tool_error' | 'invalid_request' | 'server_error' | 'cancelled' | 'timeout' | 'lost' | null;
  error: {
    /** error.type of the span */
    type: string;

    /** JSON-RPC error code, where there was one */
    code: string | null;
    message: string | null;
  } | null;
  service: string;
  sessionKey: string;
  sessionBasis: 'protocol' | 'connection' | 'baggage' | 'header' | 'identity' | 'trace' | 'none';
  clientName: string | null;
  transport: string | null;

  /** Bytes of JSON */
  argumentsSize: number | null;

  /** Bytes of JSON */
  resultSize: number | null;
}

export interface OperationDetail {
  traceId: string;
  spanId: string;
  startedAt: string;
  durationMs: number;

  /** `running` and `lost` rows come from snapshots: their outcome is null */
  state: 'ended' | 'running' | 'lost';
  side: 'server' | 'client';
  kind: 'request' | 'notification';
  method: string;

  /** Name of the tool or prompt */
  target: string | null;
  resourceUri: string | null;
  requestId: string | null;
  outcome: 'ok' | 'tool_error' | 'invalid_request' | 'server_error' | 'cancelled' | 'timeout' | 'lost' | null;
  error: {
    /** error.type of the span */
    type: string;

    /** JSON-RPC error code, where there was one */
    code: string | null;
    message: string | null;
  } | null;
  service: string;
  sessionKey: string;
  sessionBasis: 'protocol' | 'connection' | 'baggage' | 'header' | 'identity' | 'trace' | 'none';
  clientName: string | null;
  transport: string | null;

  /** Bytes of JSON */
  argumentsSize: number | null;

  /** Bytes of JSON */
  resultSize: number | null;
  protocolVersion: string | null;
  clientVersion: string | null;
  user: string | null;
  clientAddress: string | null;
  arguments: Content;
  result: Content;

  /** Every span of its trace, by start; the first 1,000 */
  trace: TraceSpan[];

  /** Log records of its trace, by time; the first 200 */
  logs: LogRecord[];

  /** The call before it in its session, of the same method */
  previous: Neighbour | null;

  /** The call after it in its session, of the same method */
  next: Neighbour | null;
}

export interface Overview {
  period: Period;
  sessions: SessionTotals;
  toolCalls: CallStatistics;

  /** The same for the period before, of equal length */
  previous: { period: Period; sessions: SessionTotals; toolCalls: CallStatistics };

  /** Newest operation of all time; null in an empty database */
  lastOperationAt: string | null;
}

export interface Period {
  from: string;
  to: string;
}

export interface PipelineHealth {
  checkedAt: string;
  findings: HealthFinding[];
  freshness: {
    /** Start of the newest operation; null in an empty database */
    newestOperationAt: string | null;

    /** When the newest operation was stored */
    newestArrivalAt: string | null;

    /** Operations stored within the last hour */
    arrivals: number;

    /** From the end of an operation until it was stored, over the last hour */
    lagP50Ms: number | null;
    lagP95Ms: number | null;
  };

  /** The embedded receiver; null where Collectors receive */
  receiver: {
    /** Bytes of requests under way */
    queuedBytes: number;

    /** Where senders are told to wait */
    maxQueuedBytes: number;

    /** Bytes of requests as they arrived, since the start */
    receivedBytes: number;
    inserts: number;
    failedInserts: number;
    signals: {
      traces: {
        /** Stored */
        accepted: number;

        /** Bad data, left out; its sender was told and does not try again */
        rejected: number;

        /** Not stored; its sender was told to try again */
        refused: number;
      };
      logs: {
        /** Stored */
        accepted: number;

        /** Bad data, left out; its sender was told and does not try again */
        rejected: number;

        /** Not stored; its sender was told to try again */
        refused: number;
      };
      metrics: {
        /** Stored */
        accepted: number;

        /** Bad data, left out; its sender was told and does not try again */
        rejected: number;

        /** Not stored; its sender was told to try again */
        refused: number;
      };
    };

    /** Requests that were not accepted, by the reason given */
    refusals: { reason: string; count: number }[];
  } | null;

  /** What Collectors tell of themselves; null where none does */
  collector: {
    instances: number;
    acceptedSpans: number;
    refusedSpans: number;
    sentSpans: number;

    /** Given up on after every retry */
    failedSpans: number;

    /** In their queues, in the unit of the capacity: bytes with the configuration of collector/otelcol */
    queued: number;
    queueCapacity: number;
    reportedAt: string;
  } | null;

  /** Spans that the database refused in the last 7 days, by day of arrival */
  rejected: { day: string; service: string; reason: string; spans: number }[];

  /** Largest first */
  storage: TableStorage[];
  retention: { operationsDays: number | null; contentDays: number | null };

  /** Migrations in the database, and those of this version */
  schema: { version: number; expected: number };
  versions: { callsight: string; clickhouse: string; node: string };
}

export interface Problem {
  /** URI of the kind of problem */
  type: string;
  title: string;
  status: number;

  /** What was expected, what arrived, what to do */
  detail: string;

  /** One entry per rejected parameter */
  errors?: {
    parameter: string;
    detail: string;

    /** Where in the value, in characters from 0 */
    position?: number;
  }[];
}

export interface Service {
  name: string;
  sessions: number;

  /** As each side reported them */
  operations: number;
  toolCalls: number;

  /** Operations that neither succeeded nor were cancelled */
  errors: number;

  /** errors / operations */
  errorRate: number | null;
  lastSeenAt: string;
}

export interface ServiceList {
  period: Period;
  items: Service[];
}

export interface Session {
  key: string;
  basis: 'protocol' | 'connection' | 'baggage' | 'header' | 'identity' | 'trace' | 'none';
  status: 'connected' | 'idle' | 'closed' | 'lost';

  /** Why it closed, where its end was seen */
  endReason: string | null;
  createdAt: string;
  lastActivityAt: string;

  /** From created to its end, or to its last activity */
  durationMs: number;
  service: string;
  serviceVersion: string | null;
  clientName: string | null;
  clientVersion: string | null;

  /** stdio, http, sse, websocket or in_memory */
  transport: string | null;
  protocolVersion: string | null;

  /** Salted hash, unless the operator chose otherwise */
  user: string | null;
  operations: number;
  toolCalls: number;

  /** Operations that neither succeeded nor were cancelled */
  errors: number;

  /** Why it is worth a look; empty for most */
  flags: SessionNote[];
}

export interface SessionNote {
  flag: 'all_failed' | 'loop' | 'long' | 'lost';
  reason: string;
}

export interface SessionPage {
  period: Period;
  items: Session[];
  nextCursor: string | null;
}

export interface SessionSeries {
  period: Period;
  tz: string;

  /** Width of a bucket; those of whole days or hours follow the clock where it changes */
  bucketSeconds: number;
  points: {
    /** Start of the bucket */
    time: string;

    /** Sessions created in the bucket */
    created: number;

    /** Sessions with at least one operation in the bucket */
    active: number;

    /** Sessions that were open at some time in the bucket */
    open: number;

    /** Of the sessions created in the bucket */
    averageDurationMs: number | null;

    /** Operations that started in the bucket, as each side reported them */
    operations: number;
    errors: number;
  }[];
}

export interface SessionSummary {
  period: Period;
  total: number;

  /** Sessions that were connected at the end of the period: now, where it ends now */
  active: number;
  averageDurationMs: number | null;
  p95DurationMs: number | null;

  /** Operations of these sessions, over their whole life */
  operations: number;
  toolCalls: number;

  /** Operations that neither succeeded nor were cancelled */
  errors: number;

  /** errors / operations; null without operations */
  errorRate: number | null;

  /** The same for the period before, of equal length */
  previous: {
    period: Period;
    total: number;

    /** Sessions that were connected at the end of the period: now, where it ends now */
    active: number;
    averageDurationMs: number | null;
    p95DurationMs: number | null;

    /** Operations of these sessions, over their whole life */
    operations: number;
    toolCalls: number;

    /** Operations that neither succeeded nor were cancelled */
    errors: number;

    /** errors / operations; null without operations */
    errorRate: number | null;
  };
}

export interface SessionTotals {
  total: number;

  /** Sessions that were connected at the end of the period: now, where it ends now */
  active: number;
  averageDurationMs: number | null;
  p95DurationMs: number | null;

  /** Operations of these sessions, over their whole life */
  operations: number;
  toolCalls: number;

  /** Operations that neither succeeded nor were cancelled */
  errors: number;

  /** errors / operations; null without operations */
  errorRate: number | null;
}

export interface TableStorage {
  name: string;
  rows: number;

  /** On disk, compressed */
  bytes: number;
  uncompressedBytes: number;

  /** Uncompressed bytes for each byte on disk; null for an empty table */
  ratio: number | null;

  /** Days that rows are kept; null where they stay */
  retentionDays: number | null;
}

export interface Tool {
  service: string;
  name: string;
  calls: number;

  /** Calls that neither succeeded nor were cancelled */
  failed: number;
  cancelled: number;

  /** ok / (all − cancelled); null without calls */
  successRate: number | null;
  averageMs: number | null;
  p50Ms: number | null;
  p95Ms: number | null;
  p99Ms: number | null;

  /** Calls by outcome */
  outcomes: Record<string, number>;
  sessions: number;

  /** Different clients by name */
  clients: number;

  /** Bytes of JSON */
  argumentsSize: { p50: number | null; p95: number | null; max: number | null };

  /** Bytes of JSON */
  resultSize: { p50: number | null; p95: number | null; max: number | null };

  /** First call in the period */
  firstSeenAt: string;

  /** Last call in the period */
  lastSeenAt: string;

  /** Null where no list of tools was seen that has it */
  definition: ToolDefinition | null;
}

export interface ToolCallPage {
  period: Period;
  items: Operation[];
  nextCursor: string | null;
}

export interface ToolCallSeries {
  period: Period;
  tz: string;
  bucketSeconds: number;
  points: {
    /** Start of the bucket */
    time: string;
    calls: number;

    /** Calls that neither succeeded nor were cancelled */
    failed: number;
    cancelled: number;

    /** ok / (all − cancelled); null without calls */
    successRate: number | null;
    averageMs: number | null;
    p50Ms: number | null;
    p95Ms: number | null;
    p99Ms: number | null;
  }[];

  /** Most calls first; empty without `by` */
  groups: {
    /** Null for all others together */
    name: string | null;
    calls: number;
    points: {
      /** Start of the bucket */
      time: string;
      calls: number;

      /** Calls that neither succeeded nor were cancelled */
      failed: number;
      p50Ms: number | null;
      p95Ms: number | null;
      p99Ms: number | null;
    }[];
  }[];
}

export interface ToolCallSummary {
  period: Period;
  calls: number;

  /** Calls that neither succeeded nor were cancelled */
  failed: number;
  cancelled: number;

  /** ok / (all − cancelled); null without calls */
  successRate: number | null;
  averageMs: number | null;
  p50Ms: number | null;
  p95Ms: number | null;
  p99Ms: number | null;

  /** The same for the period before, of equal length */
  previous: {
    period: Period;
    calls: number;

    /** Calls that neither succeeded nor were cancelled */
    failed: number;
    cancelled: number;

    /** ok / (all − cancelled); null without calls */
    successRate: number | null;
    averageMs: number | null;
    p50Ms: number | null;
    p95Ms: number | null;
    p99Ms: number | null;
  };
}

export interface ToolDefinition {
  /** 64 bits in hex over the definition */
  hash: string;

  /** Of the definition’s JSON */
  bytes: number;

  /** Estimate: what its definition costs each caller */
  tokens: number;
}

export interface ToolDetail {
  period: Period;
  name: string;

  /** By each service that has it */
  items: Tool[];
  series: {
    tz: string;
    bucketSeconds: number;
    points: {
      /** Start of the bucket */
      time: string;
      calls: number;

      /** Calls that neither succeeded nor were cancelled */
      failed: number;
      cancelled: number;

      /** ok / (all − cancelled); null without calls */
      successRate: number | null;
      averageMs: number | null;
      p50Ms: number | null;
      p95Ms: number | null;
      p99Ms: number | null;
    }[];
  };

  /** The ten most frequent */
  errors: ErrorGroup[];

  /** The twenty most frequent */
  argumentShapes: {
    /** JSON text: keys and types */
    shape: string;
    calls: number;

    /** Calls that neither succeeded nor were cancelled */
    failed: number;
    cancelled: number;

    /** ok / (all − cancelled); null without calls */
    successRate: number | null;
    averageMs: number | null;
    p50Ms: number | null;
    p95Ms: number | null;
    p99Ms: number | null;
  }[];

  /** Each argument with its type, and the calls that had it */
  argumentNames: { name: string; type: string; calls: number; failed: number }[];
  clients: {
    name: string | null;
    version: string | null;
    calls: number;

    /** Calls that neither succeeded nor were cancelled */
    failed: number;
    cancelled: number;

    /** ok / (all − cancelled); null without calls */
    successRate: number | null;
    averageMs: number | null;
    p50Ms: number | null;
    p95Ms: number | null;
    p99Ms: number | null;
  }[];

  /** The ten with the most calls */
  sessions: { key: string; calls: number; failed: number; lastCallAt: string }[];

  /** How its definition changed, and how calls went with each */
  definitions: {
    service: string;

    /** 64 bits in hex over the definition */
    hash: string;

    /** Of the definition’s JSON */
    bytes: number;

    /** Estimate: what its definition costs each caller */
    tokens: number;
    firstListedAt: string;
    lastListedAt: string;

    /** Calls in the period, from its first listing to that of the next definition */
    calls: number;
    failed: number;
    successRate: number | null;
  }[];
}

export interface ToolList {
  period: Period;

  /** Most calls first, at most 5,000 */
  items: Tool[];

  /** Tools of the current lists without a call that fits the filters */
  neverCalled: NeverCalledTool[];
}

export interface TraceSpan {
  spanId: string;
  parentSpanId: string | null;
  name: string;
  kind: string;
  service: string;
  startedAt: string;
  durationMs: number;
  error: boolean;

  /** Status message of the span */
  message: string | null;

  /** `upstream`: what led to the operation; `downstream`: what it caused; `other`: beside it in the trace */
  relation: 'self' | 'upstream' | 'downstream' | 'other';
}

/** Every path that is read with GET: what it takes in the path and the query, and what it answers. */
export interface Api {
  /** The first glance: sessions and tool calls compared with the period before, and when anything was last seen */
  '/overview': {
    parameters: Record<never, never>;
    query: {
      from?: string;
      to?: string;
      service?: string;
      tool?: string;
      method?: string;
      outcome?: 'ok' | 'tool_error' | 'invalid_request' | 'server_error' | 'cancelled' | 'timeout' | 'lost';
      client?: string;
      session?: string;
      user?: string;
      status?: 'connected' | 'idle' | 'closed' | 'lost';
      flag?: 'all_failed' | 'loop' | 'long' | 'lost';
      transport?: string;
      protocol?: string;
      basis?: 'protocol' | 'connection' | 'baggage' | 'header' | 'identity' | 'trace' | 'none';
      side?: 'server' | 'client';
      q?: string;
    };
    answer: Overview;
  };

  /** Services that reported operations, with their error rates */
  '/services': {
    parameters: Record<never, never>;
    query: {
      from?: string;
      to?: string;
      service?: string;
      tool?: string;
      method?: string;
      outcome?: 'ok' | 'tool_error' | 'invalid_request' | 'server_error' | 'cancelled' | 'timeout' | 'lost';
      client?: string;
      session?: string;
      user?: string;
      status?: 'connected' | 'idle' | 'closed' | 'lost';
      flag?: 'all_failed' | 'loop' | 'long' | 'lost';
      transport?: string;
      protocol?: string;
      basis?: 'protocol' | 'connection' | 'baggage' | 'header' | 'identity' | 'trace' | 'none';
      side?: 'server' | 'client';
      q?: string;
      format?: 'json' | 'ndjson' | 'csv';
    };
    answer: ServiceList;
  };

  /** MCP clients by name, version, transport and protocol version, with their error rates */
  '/clients': {
    parameters: Record<never, never>;
    query: {
      from?: string;
      to?: string;
      service?: string;
      tool?: string;
      method?: string;
      outcome?: 'ok' | 'tool_error' | 'invalid_request' | 'server_error' | 'cancelled' | 'timeout' | 'lost';
      client?: string;
      session?: string;
      user?: string;
      status?: 'connected' | 'idle' | 'closed' | 'lost';
      flag?: 'all_failed' | 'loop' | 'long' | 'lost';
      transport?: string;
      protocol?: string;
      basis?: 'protocol' | 'connection' | 'baggage' | 'header' | 'identity' | 'trace' | 'none';
      side?: 'server' | 'client';
      q?: string;
      format?: 'json' | 'ndjson' | 'csv';
    };
    answer: ClientList;
  };

  /** Sessions with activity in the period, in the order that is asked for, with what makes some worth a look */
  '/sessions': {
    parameters: Record<never, never>;
    query: {
      from?: string;
      to?: string;
      service?: string;
      tool?: string;
      method?: string;
      outcome?: 'ok' | 'tool_error' | 'invalid_request' | 'server_error' | 'cancelled' | 'timeout' | 'lost';
      client?: string;
      session?: string;
      user?: string;
      status?: 'connected' | 'idle' | 'closed' | 'lost';
      flag?: 'all_failed' | 'loop' | 'long' | 'lost';
      transport?: string;
      protocol?: string;
      basis?: 'protocol' | 'connection' | 'baggage' | 'header' | 'identity' | 'trace' | 'none';
      side?: 'server' | 'client';
      q?: string;
      sort?: 'created' | 'lastActivity' | 'duration' | 'calls' | 'errors';
      order?: 'asc' | 'desc';
      limit?: number;
      cursor?: string;
      format?: 'json' | 'ndjson' | 'csv';
    };
    answer: SessionPage;
  };

  /** How many sessions, how many of them active, how long, and how much went wrong; compared with the period before */
  '/sessions/summary': {
    parameters: Record<never, never>;
    query: {
      from?: string;
      to?: string;
      service?: string;
      tool?: string;
      method?: string;
      outcome?: 'ok' | 'tool_error' | 'invalid_request' | 'server_error' | 'cancelled' | 'timeout' | 'lost';
      client?: string;
      session?: string;
      user?: string;
      status?: 'connected' | 'idle' | 'closed' | 'lost';
      flag?: 'all_failed' | 'loop' | 'long' | 'lost';
      transport?: string;
      protocol?: string;
      basis?: 'protocol' | 'connection' | 'baggage' | 'header' | 'identity' | 'trace' | 'none';
      side?: 'server' | 'client';
      q?: string;
    };
    answer: SessionSummary;
  };

  /** Sessions created, active and open over time, and their operations */
  '/sessions/timeseries': {
    parameters: Record<never, never>;
    query: {
      from?: string;
      to?: string;
      service?: string;
      tool?: string;
      method?: string;
      outcome?: 'ok' | 'tool_error' | 'invalid_request' | 'server_error' | 'cancelled' | 'timeout' | 'lost';
      client?: string;
      session?: string;
      user?: string;
      status?: 'connected' | 'idle' | 'closed' | 'lost';
      flag?: 'all_failed' | 'loop' | 'long' | 'lost';
      transport?: string;
      protocol?: string;
      basis?: 'protocol' | 'connection' | 'baggage' | 'header' | 'identity' | 'trace' | 'none';
      side?: 'server' | 'client';
      q?: string;
      tz?: string;
      buckets?: number;
    };
    answer: SessionSeries;
  };

  /** One session */
  '/sessions/{key}': { parameters: { key: string }; query: Record<never, never>; answer: Session };

  /** The timeline of one session: requests, tool executions, notifications, results and errors, running and lost ones among them */
  '/sessions/{key}/activity': {
    parameters: { key: string };
    query: {
      tool?: string;
      method?: string;
      outcome?: 'ok' | 'tool_error' | 'invalid_request' | 'server_error' | 'cancelled' | 'timeout' | 'lost';
      side?: 'server' | 'client';
      q?: string;
      results?: 'within' | 'apart';
      limit?: number;
      cursor?: string;
      format?: 'json' | 'ndjson' | 'csv';
    };
    answer: ActivityPage;
  };

  /** One operation with its content, trace, logs and the operations beside it */
  '/operations/{traceId}/{spanId}': {
    parameters: { traceId: string; spanId: string };
    query: Record<never, never>;
    answer: OperationDetail;
  };

  /** Tool calls that started in the period, in the order that is asked for */
  '/tool-calls': {
    parameters: Record<never, never>;
    query: {
      from?: string;
      to?: string;
      service?: string;
      tool?: string;
      method?: string;
      outcome?: 'ok' | 'tool_error' | 'invalid_request' | 'server_error' | 'cancelled' | 'timeout' | 'lost';
      client?: string;
      session?: string;
      user?: string;
      status?: 'connected' | 'idle' | 'closed' | 'lost';
      flag?: 'all_failed' | 'loop' | 'long' | 'lost';
      transport?: string;
      protocol?: string;
      basis?: 'protocol' | 'connection' | 'baggage' | 'header' | 'identity' | 'trace' | 'none';
      side?: 'server' | 'client';
      q?: string;
      sort?: 'started' | 'duration' | 'argumentsSize' | 'resultSize';
      order?: 'asc' | 'desc';
      limit?: number;
      cursor?: string;
      format?: 'json' | 'ndjson' | 'csv';
    };
    answer: ToolCallPage;
  };

  /** Counts, success rate and latency of tool calls, compared with the period before */
  '/tool-calls/summary': {
    parameters: Record<never, never>;
    query: {
      from?: string;
      to?: string;
      service?: string;
      tool?: string;
      method?: string;
      outcome?: 'ok' | 'tool_error' | 'invalid_request' | 'server_error' | 'cancelled' | 'timeout' | 'lost';
      client?: string;
      session?: string;
      user?: string;
      status?: 'connected' | 'idle' | 'closed' | 'lost';
      flag?: 'all_failed' | 'loop' | 'long' | 'lost';
      transport?: string;
      protocol?: string;
      basis?: 'protocol' | 'connection' | 'baggage' | 'header' | 'identity' | 'trace' | 'none';
      side?: 'server' | 'client';
      q?: string;
    };
    answer: ToolCallSummary;
  };

  /** Counts, success rate and latency of tool calls over time, also by tool, outcome, client or service */
  '/tool-calls/timeseries': {
    parameters: Record<never, never>;
    query: {
      from?: string;
      to?: string;
      service?: string;
      tool?: string;
      method?: string;
      outcome?: 'ok' | 'tool_error' | 'invalid_request' | 'server_error' | 'cancelled' | 'timeout' | 'lost';
      client?: string;
      session?: string;
      user?: string;
      status?: 'connected' | 'idle' | 'closed' | 'lost';
      flag?: 'all_failed' | 'loop' | 'long' | 'lost';
      transport?: string;
      protocol?: string;
      basis?: 'protocol' | 'connection' | 'baggage' | 'header' | 'identity' | 'trace' | 'none';
      side?: 'server' | 'client';
      q?: string;
      tz?: string;
      buckets?: number;
      by?: 'tool' | 'outcome' | 'client' | 'service';
    };
    answer: ToolCallSeries;
  };

  /** How many tool calls took how long, over time */
  '/tool-calls/heatmap': {
    parameters: Record<never, never>;
    query: {
      from?: string;
      to?: string;
      service?: string;
      tool?: string;
      method?: string;
      outcome?: 'ok' | 'tool_error' | 'invalid_request' | 'server_error' | 'cancelled' | 'timeout' | 'lost';
      client?: string;
      session?: string;
      user?: string;
      status?: 'connected' | 'idle' | 'closed' | 'lost';
      flag?: 'all_failed' | 'loop' | 'long' | 'lost';
      transport?: string;
      protocol?: string;
      basis?: 'protocol' | 'connection' | 'baggage' | 'header' | 'identity' | 'trace' | 'none';
      side?: 'server' | 'client';
      q?: string;
      tz?: string;
      buckets?: number;
    };
    answer: LatencyHeatmap;
  };

  /** One tool call with input, output, error, trace, logs and the calls beside it */
  '/tool-calls/{traceId}/{spanId}': {
    parameters: { traceId: string; spanId: string };
    query: Record<never, never>;
    answer: OperationDetail;
  };

  /** Every tool that was called in the period, and those that are listed but were not called */
  '/tools': {
    parameters: Record<never, never>;
    query: {
      from?: string;
      to?: string;
      service?: string;
      tool?: string;
      method?: string;
      outcome?: 'ok' | 'tool_error' | 'invalid_request' | 'server_error' | 'cancelled' | 'timeout' | 'lost';
      client?: string;
      session?: string;
      user?: string;
      status?: 'connected' | 'idle' | 'closed' | 'lost';
      flag?: 'all_failed' | 'loop' | 'long' | 'lost';
      transport?: string;
      protocol?: string;
      basis?: 'protocol' | 'connection' | 'baggage' | 'header' | 'identity' | 'trace' | 'none';
      side?: 'server' | 'client';
      q?: string;
      format?: 'json' | 'ndjson' | 'csv';
    };
    answer: ToolList;
  };

  /** One tool over the period: trend, errors, arguments, clients, sessions, and how its definition changed */
  '/tools/{name}': {
    parameters: { name: string };
    query: {
      from?: string;
      to?: string;
      service?: string;
      method?: string;
      outcome?: 'ok' | 'tool_error' | 'invalid_request' | 'server_error' | 'cancelled' | 'timeout' | 'lost';
      client?: string;
      session?: string;
      user?: string;
      status?: 'connected' | 'idle' | 'closed' | 'lost';
      flag?: 'all_failed' | 'loop' | 'long' | 'lost';
      transport?: string;
      protocol?: string;
      basis?: 'protocol' | 'connection' | 'baggage' | 'header' | 'identity' | 'trace' | 'none';
      side?: 'server' | 'client';
      q?: string;
      tz?: string;
      buckets?: number;
    };
    answer: ToolDetail;
  };

  /** Failed operations by kind of error, most frequent first: messages that differ only in numbers, ids, paths and quoted text are one */
  '/errors': {
    parameters: Record<never, never>;
    query: {
      from?: string;
      to?: string;
      service?: string;
      tool?: string;
      method?: string;
      outcome?: 'ok' | 'tool_error' | 'invalid_request' | 'server_error' | 'cancelled' | 'timeout' | 'lost';
      client?: string;
      session?: string;
      user?: string;
      status?: 'connected' | 'idle' | 'closed' | 'lost';
      flag?: 'all_failed' | 'loop' | 'long' | 'lost';
      transport?: string;
      protocol?: string;
      basis?: 'protocol' | 'connection' | 'baggage' | 'header' | 'identity' | 'trace' | 'none';
      side?: 'server' | 'client';
      q?: string;
      limit?: number;
      cursor?: string;
      format?: 'json' | 'ndjson' | 'csv';
    };
    answer: ErrorPage;
  };

  /** One kind of error over time, with its operations, newest first */
  '/errors/{fingerprint}': {
    parameters: { fingerprint: string };
    query: {
      from?: string;
      to?: string;
      service?: string;
      tool?: string;
      method?: string;
      outcome?: 'ok' | 'tool_error' | 'invalid_request' | 'server_error' | 'cancelled' | 'timeout' | 'lost';
      client?: string;
      session?: string;
      user?: string;
      status?: 'connected' | 'idle' | 'closed' | 'lost';
      flag?: 'all_failed' | 'loop' | 'long' | 'lost';
      transport?: string;
      protocol?: string;
      basis?: 'protocol' | 'connection' | 'baggage' | 'header' | 'identity' | 'trace' | 'none';
      side?: 'server' | 'client';
      q?: string;
      limit?: number;
      cursor?: string;
      format?: 'json' | 'ndjson' | 'csv';
      tz?: string;
      buckets?: number;
    };
    answer: ErrorDetail;
  };

  /** Where a server reports to */
  '/connect': { parameters: Record<never, never>; query: Record<never, never>; answer: Connect };

  /** Whether data arrives, what became of it on its way, and what it takes */
  '/health': { parameters: Record<never, never>; query: Record<never, never>; answer: PipelineHealth };

  /** Who saw which content, newest first; for auditors */
  '/audit': {
    parameters: Record<never, never>;
    query: { limit?: number; cursor?: string; format?: 'json' | 'ndjson' | 'csv' };
    answer: AuditPage;
  };

  /** Who asks, and whether this server wants to know */
  '/identity': { parameters: Record<never, never>; query: Record<never, never>; answer: Identity };
}
