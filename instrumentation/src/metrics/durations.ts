import type { Attributes } from '@opentelemetry/api';

interface DurationMetric {
  name: string;
  description: string;
}

/** The histograms of the semantic conventions for MCP; all are in seconds. */
export const DURATION_METRICS = {
  serverOperation: {
    name: 'mcp.server.operation.duration',
    description: 'Duration of an MCP request or notification, as its receiver sees it.',
  },
  clientOperation: {
    name: 'mcp.client.operation.duration',
    description: 'Duration of an MCP request or notification, as its sender sees it.',
  },
  serverSession: { name: 'mcp.server.session.duration', description: 'Duration of an MCP session, as its server sees it.' },
  clientSession: { name: 'mcp.client.session.duration', description: 'Duration of an MCP session, as its client sees it.' },
} as const satisfies Record<string, DurationMetric>;

export type DurationMetricKey = keyof typeof DURATION_METRICS;

/** Boundaries that the conventions advise, in seconds. */
export const DURATION_BOUNDARIES: readonly number[] = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300];

/** Where durations go. */
export interface Durations {
  /** `attributes` are of low cardinality and not changed later. */
  record(metric: DurationMetricKey, seconds: number, attributes: Attributes): void;
}
