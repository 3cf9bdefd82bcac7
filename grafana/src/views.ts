/** Where the page shows, and the API answers, what a panel shows. */
export interface View {
  /** Screen of the page, and the part of it. */
  page: string;
  /** Path below /api/v1. */
  api: string;
}

/** Panels by dashboard and title. */
export const views: Readonly<Record<string, Readonly<Record<string, View>>>> = {
  'sessions.json': {
    'Sessions with activity in the period': { page: 'Sessions, tiles', api: '/sessions/summary' },
    'Sessions created': { page: 'Sessions, over time', api: '/sessions/timeseries' },
    'Sessions active': { page: 'Sessions, over time', api: '/sessions/timeseries' },
    'Sessions open': { page: 'Sessions, over time', api: '/sessions/timeseries' },
    'Average duration': { page: 'Sessions, trends of the tiles', api: '/sessions/timeseries' },
    Operations: { page: 'Sessions, trends of the tiles', api: '/sessions/timeseries' },
    'Worth a look': { page: 'Sessions, worth a look', api: '/sessions?q=flag:…' },
    Sessions: { page: 'Sessions, table', api: '/sessions' },
  },
  'session-activity.json': {
    Session: { page: 'Session activity, facts', api: '/sessions/{key}' },
    'Operations by outcome': { page: 'Session activity, waterfall', api: '/sessions/{key}/activity' },
    Timeline: { page: 'Session activity, timeline', api: '/sessions/{key}/activity' },
  },
  'tool-calls.json': {
    'Calls that began in the period': { page: 'Tool calls, tiles', api: '/tool-calls/summary' },
    'Calls by outcome': { page: 'Tool calls, over time', api: '/tool-calls/timeseries' },
    'Calls by $split': { page: 'Tool calls, over time, split', api: '/tool-calls/timeseries?by=…' },
    Latency: { page: 'Tool calls, latency', api: '/tool-calls/timeseries' },
    'p95 by $split': { page: 'Tool calls, latency, split', api: '/tool-calls/timeseries?by=…' },
    'Latency by band': { page: 'Tool calls, heat map', api: '/tool-calls/heatmap' },
    Tools: { page: 'Tools', api: '/tools' },
    'Tools never called': { page: 'Tools, never called', api: '/tools' },
    Executions: { page: 'Tool calls, history', api: '/tool-calls' },
  },
  'tool.json': {
    'Calls of this tool in the period': { page: 'One tool, tiles', api: '/tools/{name}' },
    'At each server': { page: 'One tool, facts', api: '/tools/{name}' },
    'Calls by outcome': { page: 'One tool, trend', api: '/tools/{name}' },
    Latency: { page: 'One tool, trend', api: '/tools/{name}' },
    Errors: { page: 'One tool, errors', api: '/tools/{name}' },
    Arguments: { page: 'One tool, arguments', api: '/tools/{name}' },
    'Shapes of arguments': { page: 'One tool, shapes of arguments', api: '/tools/{name}' },
    Clients: { page: 'One tool, clients', api: '/tools/{name}' },
    'Sessions with the most calls': { page: 'One tool, sessions', api: '/tools/{name}' },
    'Its definition over time': { page: 'One tool, definitions', api: '/tools/{name}' },
    Executions: { page: 'Tool calls, history', api: '/tool-calls' },
  },
  'execution.json': {
    Execution: { page: 'Execution, facts', api: '/tool-calls/{traceId}/{spanId}' },
    'Input and output': { page: 'Execution, input and output', api: '/tool-calls/{traceId}/{spanId}' },
    'Before and after': { page: 'Execution, neighbours', api: '/tool-calls/{traceId}/{spanId}' },
    Trace: { page: 'Execution, trace', api: '/tool-calls/{traceId}/{spanId}' },
    Logs: { page: 'Execution, logs', api: '/tool-calls/{traceId}/{spanId}' },
  },
  'clients.json': {
    'Operations by client': { page: 'Clients', api: '/clients' },
    'Error rate by client': { page: 'Clients', api: '/clients' },
    Clients: { page: 'Clients', api: '/clients' },
  },
  'errors.json': {
    'Errors by outcome': { page: 'One kind of error, over time', api: '/errors/{fingerprint}' },
    'Error groups': { page: 'Errors', api: '/errors' },
    'Newest errors': { page: 'One kind of error, operations', api: '/errors/{fingerprint}' },
  },
  'live.json': {
    Running: { page: 'Live', api: '/live' },
    'Newest operations': { page: 'Live', api: '/live' },
  },
  'pipeline.json': {
    Findings: { page: 'Health, findings', api: '/health' },
    'Arrivals in the period': { page: 'Health, freshness', api: '/health' },
    'Operations stored': { page: 'Health, freshness', api: '/health' },
    Lag: { page: 'Health, freshness', api: '/health' },
    'Collectors now': { page: 'Health, Collectors', api: '/health' },
    'Retention and versions': { page: 'Health, retention and versions', api: '/health' },
    'Spans through the Collectors': { page: 'Health, Collectors', api: '/health' },
    'Queue of the Collectors': { page: 'Health, Collectors', api: '/health' },
    'Spans refused for their time': { page: 'Health, drops', api: '/health' },
    Storage: { page: 'Health, storage', api: '/health' },
  },
};
