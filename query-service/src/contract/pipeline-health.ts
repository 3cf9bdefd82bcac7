import { z } from 'zod';

/** Spans, log records or data points since the process that counts them started. */
const signalCounts = z.object({
  accepted: z.int().describe('Stored'),
  rejected: z.int().describe('Bad data, left out; its sender was told and does not try again'),
  refused: z.int().describe('Not stored; its sender was told to try again'),
});

/** The receiver in this process. */
const receiverHealth = z.object({
  queuedBytes: z.int().describe('Bytes of requests under way'),
  maxQueuedBytes: z.int().describe('Where senders are told to wait'),
  receivedBytes: z.int().describe('Bytes of requests as they arrived, since the start'),
  inserts: z.int(),
  failedInserts: z.int(),
  signals: z.object({ traces: signalCounts, logs: signalCounts, metrics: signalCounts }),
  refusals: z.array(z.object({ reason: z.string(), count: z.int() })).describe('Requests that were not accepted, by the reason given'),
});

/** The OpenTelemetry Collectors that report their own metrics here, summed over those that were heard of in the last 10 minutes. */
const collectorHealth = z.object({
  instances: z.int(),
  acceptedSpans: z.int(),
  refusedSpans: z.int(),
  sentSpans: z.int(),
  failedSpans: z.int().describe('Given up on after every retry'),
  queued: z.int().describe('In their queues, in the unit of the capacity: bytes with the configuration of collector/otelcol'),
  queueCapacity: z.int(),
  reportedAt: z.iso.datetime(),
});

export const tableStorage = z.object({
  name: z.string(),
  rows: z.int(),
  bytes: z.int().describe('On disk, compressed'),
  uncompressedBytes: z.int(),
  ratio: z.number().nullable().describe('Uncompressed bytes for each byte on disk; null for an empty table'),
  retentionDays: z.int().nullable().describe('Days that rows are kept; null where they stay'),
});

/** Something that deserves attention, in words, worst first. */
export const healthFinding = z.object({
  severity: z.enum(['warning', 'error']),
  message: z.string().describe('What was seen, and what to do'),
});

/** Whether data arrives, what became of it on its way, and what it takes. */
export const pipelineHealth = z.object({
  checkedAt: z.iso.datetime(),
  findings: z.array(healthFinding),
  freshness: z.object({
    newestOperationAt: z.iso.datetime().nullable().describe('Start of the newest operation; null in an empty database'),
    newestArrivalAt: z.iso.datetime().nullable().describe('When the newest operation was stored'),
    arrivals: z.int().describe('Operations stored within the last hour'),
    lagP50Ms: z.number().nullable().describe('From the end of an operation until it was stored, over the last hour'),
    lagP95Ms: z.number().nullable(),
  }),
  receiver: receiverHealth.nullable().describe('The embedded receiver; null where Collectors receive'),
  collector: collectorHealth.nullable().describe('What Collectors tell of themselves; null where none does'),
  rejected: z
    .array(z.object({ day: z.iso.date(), service: z.string(), reason: z.string(), spans: z.int() }))
    .describe('Spans that the database refused in the last 7 days, by day of arrival'),
  storage: z.array(tableStorage).describe('Largest first'),
  retention: z.object({ operationsDays: z.int().nullable(), contentDays: z.int().nullable() }),
  schema: z.object({ version: z.int(), expected: z.int() }).describe('Migrations in the database, and those of this version'),
  versions: z.object({ callsight: z.string(), clickhouse: z.string(), node: z.string() }),
});

export type PipelineHealth = z.infer<typeof pipelineHealth>;
export type HealthFinding = z.infer<typeof healthFinding>;
export type TableStorage = z.infer<typeof tableStorage>;
