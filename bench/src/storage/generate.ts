import type { ClickHouseClient } from '@clickhouse/client';
import { readSql } from './sql.js';

const hourMs = 3_600_000;
/** Spans of one session on average, with those that clients report beside the server's. */
const spansPerSession = 41;
/** Spans of one insert, about. */
const spansPerBatch = 10_000;

export interface Generated {
  /** Spans in the period, about: their number follows from the random lengths of the sessions. */
  spans: number;
  from: Date;
  to: Date;
  /** From when on spans carry arguments and results. */
  contentFrom: Date;
  /** @default 1 */
  seed?: number;
}

/**
 * Inserts spans of MCP servers and clients through the landing table, with the rhythm of days and weeks: nights have a fifth of a day's
 * load, weekends a third of a week day's. Whole hours; the same arguments make the same spans. See generate-spans.sql for what they are.
 */
export async function generateSpans(client: ClickHouseClient, generated: Generated): Promise<void> {
  const hours = toHours(generated.from, generated.to);
  const total = hours.reduce((sum, hour) => sum + toWeight(hour), 0);
  const sessions = (hour: number) => (generated.spans / spansPerSession) * (toWeight(hour) / total);
  let batch: number[] = [];
  for (const [index, hour] of hours.entries()) {
    batch.push(hour);
    const count = Math.round(batch.reduce((sum, each) => sum + sessions(each), 0));
    if (count * spansPerSession < spansPerBatch && index < hours.length - 1) continue;
    await insertSessions(client, generated, batch, count);
    batch = [];
  }
}

/** Large hours arrive in several inserts, each with sessions of the whole hour. */
async function insertSessions(client: ClickHouseClient, generated: Generated, hours: number[], sessions: number): Promise<void> {
  const [first = 0] = hours;
  const inserts = Math.ceil((sessions * spansPerSession) / (2 * spansPerBatch));
  for (let part = 0; part < inserts; part += 1) {
    await client.command({
      query: readSql('generate-spans'),
      query_params: {
        seed: generated.seed ?? 1,
        batch: (first / hourMs) * 1_000 + part,
        from: first / 1_000,
        to: ((hours.at(-1) ?? first) + hourMs) / 1_000,
        sessions: Math.round(((part + 1) * sessions) / inserts) - Math.round((part * sessions) / inserts),
        content_from: generated.contentFrom.toISOString().replace('T', ' ').replace('Z', ''),
      },
    });
  }
}

function toHours(from: Date, to: Date): number[] {
  const first = Math.ceil(from.getTime() / hourMs) * hourMs;
  return Array.from({ length: Math.max(0, Math.floor((to.getTime() - first) / hourMs)) }, (_, index) => first + index * hourMs);
}

/** The load of an hour, relative to the busiest. */
function toWeight(hour: number): number {
  const at = new Date(hour);
  const daylight = (1 + Math.cos(((at.getUTCHours() - 14) / 12) * Math.PI)) / 2;
  const weekend = at.getUTCDay() % 6 === 0;
  return (0.2 + 0.8 * daylight) * (weekend ? 1 / 3 : 1);
}
