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

interface Evidence {
  calls: SessionRow['evidence']['calls'];
  hadHeartbeats: boolean;
  population: { sessions: number; p95DurationMs: number | null } | undefined;
}

/** Sessions that others are compared with, and where they are read. */
interface Compared {
  period: Period;
  source: Fragments;
}

/** Says of each session why it is worth a look. */
export async function withFlags(
  reader: Reader,
  sessions: readonly SessionRow[],
  { period, source }: Compared,
  signal?: AbortSignal,
): Promise<Session[]> {
  const judged = sessions.filter(({ errors, toolCalls, evidence }) => {
    return evidence.calls === undefined && (toolCalls >= loopLength || (toolCalls > 0 && errors > 0));
  });
  const compared = sessions.some(({ durationMs }) => durationMs > longMs);
  const [calls, population] = await Promise.all([
    readCalls(reader, judged, signal),
    compared ? readOne(reader, { ...sessionPopulation, fragments: source }, toPeriodParameters(period), signal) : undefined,
  ]);
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

/** Few sessions are open: what is sealed tells of the others. */
async function readCallsOf(reader: Reader, keys: readonly string[], signal?: AbortSignal) {
  const sealed = await reader.rows(sessionCalls, { keys }, signal);
  const known = new Set(sealed.map(({ key }) => key));
  const open = keys.filter((key) => !known.has(key));
  return open.length === 0 ? sealed : [...sealed, ...(await reader.rows(openSessionCalls, { keys: open }, signal))];
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

function isLong({ durationMs }: Pick<Session, 'durationMs'>, { sessions, p95DurationMs }: NonNullable<Evidence['population']>): boolean {
  return sessions >= minimumPopulation && p95DurationMs !== null && durationMs > Math.max(longMs, longTimes * p95DurationMs);
}

function toSeconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1_000)} s`;
}
