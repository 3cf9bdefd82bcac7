import type { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { createDashboard } from '../create-dashboard.js';
import { executionLinks, sessionLinks } from '../panels/links.js';
import { createLogView, createTable, createTraceView } from '../panels/records.js';
import { createTextVariable } from '../variables.js';

export function createExecutionDashboard(): DashboardBuilder {
  return createDashboard('callsight-execution', 'MCP execution', 'One operation with its input, output, error, trace and logs')
    .withVariable(createTextVariable('trace', 'Trace id'))
    .withVariable(createTextVariable('span', 'Span id'))
    .withPanel(
      createTable({
        title: 'Execution',
        description: 'Seen from the side that is named. Sizes are bytes of JSON as they were sent',
        sqlFile: 'execution/facts.sql',
        width: 24,
        height: 6,
        columns: {
          time: { label: 'Time' },
          method: { label: 'Method' },
          name: { label: 'Name' },
          outcome_name: { label: 'Outcome' },
          duration: { label: 'Latency', unit: 'ms' },
          error_type: { label: 'Error type' },
          error_code: { label: 'Error code' },
          error: { label: 'Error' },
          side_name: { label: 'Side' },
          service: { label: 'Service' },
          client: { label: 'Client' },
          transport: { label: 'Transport' },
          protocol: { label: 'Protocol' },
          session: { label: 'Session', links: sessionLinks() },
          key_basis: { label: 'Basis' },
          request_id: { label: 'Request id' },
          user_id: { label: 'User' },
          address: { label: 'Client address' },
          arguments_size: { label: 'Input', unit: 'bytes' },
          result_size: { label: 'Output', unit: 'bytes' },
          arguments_shape: { label: 'Keys and types of the input' },
          result_shape: { label: 'Keys and types of the output' },
        },
      }),
    )
    .withPanel(
      createTable({
        title: 'Input and output',
        description: 'Where the server captures content (CALLSIGHT_CAPTURE), redacted and cut at the source, until its retention ends',
        sqlFile: 'execution/content.sql',
        width: 24,
        height: 10,
        columns: {
          input: { label: 'Input', json: true },
          input_truncated: { label: 'Input was cut', width: 120 },
          output: { label: 'Output', json: true },
          output_truncated: { label: 'Output was cut', width: 120 },
        },
      }),
    )
    .withPanel(
      createTable({
        title: 'Before and after',
        description: 'The call before and the call after it, of the same method in the same session and from the same side',
        sqlFile: 'execution/beside.sql',
        width: 24,
        height: 5,
        columns: {
          place: { label: 'Place', width: 100 },
          time: { label: 'Time', links: executionLinks, width: 190 },
          name: { label: 'Name' },
          outcome_name: { label: 'Outcome', width: 130 },
          trace_id: { hidden: true },
          span_id: { hidden: true },
        },
      }),
    )
    .withPanel(
      createTraceView({
        title: 'Trace',
        description: 'Everything in the trace, upstream and downstream',
        sqlFile: 'execution/trace.sql',
        width: 24,
      }),
    )
    .withPanel(
      createLogView({ title: 'Logs', description: 'Log records that carry the trace id', sqlFile: 'execution/logs.sql', width: 24 }),
    );
}
