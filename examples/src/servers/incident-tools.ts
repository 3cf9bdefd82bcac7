import { setTimeout as delay } from 'node:timers/promises';
import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { type IncidentLog, services, severities, statuses } from './incident-log.js';
import { toLatency } from './latency.js';
import { toError, toResult } from './result.js';

const id = z.string().regex(/^INC-\d+$/, 'expected an id such as INC-4200');
const service = z.enum(services);

const examinations = [
  'recent releases',
  'error logs',
  'saturation of connections',
  'slow queries',
  'upstream services',
  'downstream services',
  'hosts and disks',
  'certificates',
];

/** One server per session, as the SDK wants it; all of them share the log. */
export function createIncidentServer(log: IncidentLog): McpServer {
  const server = new McpServer({ name: 'incidents', version: '1.8.0' });

  server.registerTool(
    'list_incidents',
    {
      description: 'Incidents of the platform, newest first.',
      inputSchema: { status: z.enum(statuses).optional(), severity: z.enum(severities).optional() },
    },
    async ({ status, severity }, { signal }) => {
      await delay(toLatency(35), undefined, { signal });
      const incidents = log
        .list()
        .filter((incident) => (status ?? incident.status) === incident.status && (severity ?? incident.severity) === incident.severity)
        .map(({ timeline, ...summary }) => ({ ...summary, events: timeline.length }));
      return toResult({ incidents });
    },
  );

  server.registerTool(
    'get_incident',
    { description: 'One incident with its timeline.', inputSchema: { id } },
    async ({ id }, { signal }) => {
      await delay(toLatency(25), undefined, { signal });
      const incident = log.find(id);
      return incident ? toResult(incident) : toError(`No incident ${id} in the last 30 days.`);
    },
  );

  server.registerTool(
    'acknowledge',
    {
      description: 'Tells the others that somebody takes care of an incident.',
      inputSchema: { id, by: z.string().min(1).describe('Who takes care'), note: z.string().max(500).optional() },
    },
    async ({ id, by }, { signal }) => {
      await delay(toLatency(80), undefined, { signal });
      const incident = log.find(id);
      if (!incident) return toError(`No incident ${id} in the last 30 days.`);
      if (!log.acknowledge(incident, by)) return toError(`${id} is already acknowledged by ${incident.acknowledgedBy}.`);
      return toResult({ id, status: incident.status, by });
    },
  );

  server.registerTool(
    'query_metrics',
    {
      description: 'A metric of a service, one point per minute.',
      inputSchema: {
        service,
        metric: z.enum(['request_rate', 'error_rate', 'latency_p95', 'cpu', 'memory']),
        minutes: z.int().min(1).max(120).default(15),
      },
    },
    async ({ service, metric, minutes }, { signal }) => {
      await delay(toLatency(90, 1.2), undefined, { signal });
      if (Math.random() < 0.04) throw new Error(`Metrics store: no answer from shard 2 while reading ${metric} of ${service}`);
      const level = 20 + Math.random() * 60;
      return toResult({ service, metric, points: Array.from({ length: minutes }, () => Math.round(level * (0.8 + Math.random() * 0.4))) });
    },
  );

  server.registerTool(
    'run_diagnosis',
    {
      description: 'Examines a service step by step and reports progress. A full diagnosis takes about ten seconds.',
      inputSchema: { service, depth: z.enum(['quick', 'full']).default('quick') },
    },
    async ({ service, depth }, { signal, sendNotification, _meta }) => {
      const steps = depth === 'full' ? examinations : examinations.slice(0, 3);
      const progressToken = _meta?.progressToken;
      for (const [index, step] of steps.entries()) {
        await delay(toLatency(depth === 'full' ? 1_200 : 500), undefined, { signal });
        if (progressToken === undefined) continue;
        const params = { progressToken, progress: index + 1, total: steps.length, message: `Examined ${step}` };
        await sendNotification({ method: 'notifications/progress', params });
      }
      return toResult({ service, examined: steps, suspect: steps[Math.floor(Math.random() * steps.length)], confidence: 'medium' });
    },
  );

  server.registerResource(
    'runbook',
    new ResourceTemplate('runbook://{service}', { list: undefined }),
    { description: 'What to do when a service is in trouble.', mimeType: 'text/markdown' },
    async (uri, _variables, { signal }) => {
      await delay(toLatency(60), undefined, { signal });
      if (Math.random() < 0.15) throw new Error('The wiki that holds the runbooks does not answer');
      const text =
        '# Runbook\n\n1. Compare with the last release.\n2. Look at saturation before errors.\n3. Roll back first, explain later.\n';
      return { contents: [{ uri: uri.href, mimeType: 'text/markdown', text }] };
    },
  );

  return server;
}
