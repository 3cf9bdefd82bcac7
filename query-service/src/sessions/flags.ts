import type { z } from 'zod';
import type { Period, Session, SessionNote } from '../contract/index.js';
import { toPeriodParameters } from '../database/engine-time.js';
import { type Fragments, type Reader, readOne } from '../database/query.js';
import { openSessionCalls, type SessionRow, sessionCalls, sessionPopulation } from './queries.js';

/** Calls with one signature in a row that make a loop. */
const loopLength = 8;
/** Shorter sessions are never unusually long, and fewer are no population. */
const longMs = 60_000;
const longTimes = 3;
const minimumPopulation = 20;
const keysAtOnce = 200;

/** Sessions that others are compared with. */
type Population = z.infer<typeof sessionPopulation.row>;

interface Evidence {
  calls: SessionRow['evidence']['calls'];
  hadHeartbeats: boolean;
  population: Population | undefined;
}

/** How long the sessions of a period are; `source` says where they are read. */
export function readPopulation(reader: Reader, period: Period, source: Fragments, signal?: AbortSignal): Promise<Population> {
  return readOne(reader, { ...sessionPopulation, fragments: source }, toPeriodParameters(period), signal);
}

/** Whether a session may be unusually long, whatever it is compared with. */
export function mayBeLong({ durationMs }: Pick<Session, 'durationMs'>): boolean {
  return durationMs > longMs;
}

/** Says of each session why it is worth a look. */
export async function withFlags(
  reader: Reader,
  sessions: readonly SessionRow[],
  population: Population | undefined,
  signal?: AbortSignal,
): Promise<Session[]> {
  const judged = sessions.filter(({ errors, toolCalls, evidence }) => {
    return evidence.calls === undefined && (toolCalls >= loopLength || (toolCalls > 0 && errors > 0));
  });
  const calls = await readCalls(reader, judged, signal);
  const byKey = new Map(calls.map((each) => [each.key, each]));
  return sessions.map(({ evidence, ...session }) => {
    const calls = evidence.calls ?? byKey.get(session.key);
    return { ...session, flags: toNotes(session, { calls, population, hadHeartbeats: evidence.hadHeartbeats }) };
  });
}

/** Sessions are asked for by their keys, which a server takes in a URL: not too many at once. */
async function readCalls(reader: Reader, sessions: readonly SessionRow[], signal?: AbortSignal) {
  const starts = Array.from({ length: Math.ceil(sessions.length / keysAtOnce) }, (_, index) => index * keysAtOnce);
  const parts = starts.map((start) => {
    return readCallsOf(
      reader,
      sessions.slice(start, start + keysAtOnce).map(({ key }) => key),
      signal,
    );
  });
  return (await Promise.all(parts)).flat();
}

/** Either its sealed row or its operations tell how the calls of a session went: both are asked at once. */
async function readCallsOf(reader: Reader, keys: readonly string[], signal?: AbortSignal) {
  return (await Promise.all([sessionCalls, openSessionCalls].map((query) => reader.rows(query, { keys }, signal)))).flat();
}

function toNotes(session: Omit<Session, 'flags'>, { calls, population, hadHeartbeats }: Evidence): SessionNote[] {
  const notes: SessionNote[] = [];
  if (calls && calls.succeeded === 0 && calls.failed > 0) {
    notes.push({
      flag: 'all_failed',
      reason: calls.failed === 1 ? 'its only tool call failed' : `all of its ${calls.failed} tool calls failed`,
    });
  }
  if (calls && calls.longestRun >= loopLength) {
    const reason = `${calls.longestRunTool} was called ${calls.longestRun} times in a row with arguments of the same size and shape`;
    notes.push({ flag: 'loop', reason });
  }
  if (population && isLong(session, population)) {
    const usual = toSeconds(population.p95DurationMs ?? 0);
    notes.push({
      flag: 'long',
      reason: `it took ${toSeconds(session.durationMs)}; 95% of the ${population.sessions} sessions took no longer than ${usual}`,
    });
  }
  if (session.status === 'lost' && hadHeartbeats) notes.push({ flag: 'lost', reason: 'its heartbeats stopped, but no end was seen' });
  return notes;
}

function isLong({ durationMs }: Pick<Session, 'durationMs'>, { sessions, p95DurationMs }: Population): boolean {
  return sessions >= minimumPopulation && p95DurationMs !== null && durationMs > Math.max(longMs, longTimes * p95DurationMs);
}

function toSeconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1_000)} s`;
}
