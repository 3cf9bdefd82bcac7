import type { HealthFinding, PipelineHealth } from '../contract/index.js';

/** Longer than this from the end of an operation until it is stored, in milliseconds, is more than batching explains. */
const slowArrivalMs = 60_000;
/** Share of a queue beyond which senders are soon told to wait. */
const fullQueue = 0.8;

type Observed = Omit<PipelineHealth, 'findings' | 'checkedAt'>;

/** What deserves attention in the state of the pipeline, worst first. */
export function toFindings({ freshness, receiver, collector, rejected, schema }: Observed): HealthFinding[] {
  const findings: HealthFinding[] = [];
  const add = (severity: HealthFinding['severity'], message: string) => findings.push({ severity, message });
  if (schema.version < schema.expected)
    add('error', `The schema has version ${schema.version}, this Callsight needs ${schema.expected}: run the migrations.`);
  if (schema.version > schema.expected)
    add('error', `The schema has version ${schema.version}, this Callsight knows ${schema.expected}: start a newer one.`);
  if (receiver && receiver.failedInserts > 0)
    add('error', `${receiver.failedInserts} inserts failed since the start; senders were told to try again. The log has the reason.`);
  if (collector && collector.failedSpans > 0)
    add('error', `Collectors gave up on ${collector.failedSpans} spans: look at their logs and at ClickHouse.`);
  if (receiver && receiver.queuedBytes > fullQueue * receiver.maxQueuedBytes)
    add('warning', 'The receiver’s queue is nearly full: the engine stores less than what arrives.');
  if (collector && collector.queued > fullQueue * collector.queueCapacity)
    add('warning', 'The Collectors’ queue is nearly full: ClickHouse stores less than what arrives.');
  if (freshness.lagP95Ms !== null && freshness.lagP95Ms > slowArrivalMs)
    add(
      'warning',
      `Operations take ${Math.round(freshness.lagP95Ms / 1_000)} s (p95) to arrive: look at queues, and at the clocks of the servers.`,
    );
  for (const { service, reason, spans } of rejected.slice(0, 5))
    add('warning', `${spans} spans of ${service} were refused as ${reason.replaceAll('_', ' ')}: look at the clock of that server.`);
  if (freshness.newestOperationAt === null) add('warning', 'Nothing has arrived yet: instrument a server, and send it here.');
  return findings;
}
