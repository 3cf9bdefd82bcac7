import type { LiveGap } from '../contract/index.js';
import { toEngineTime } from '../database/engine-time.js';
import { toOperation } from '../database/operation-row.js';
import { type Reader, readOne } from '../database/query.js';
import { nameSessions } from '../sessions/name-sessions.js';
import { type LiveEvent, toOperationId } from './live-event.js';
import { arrivals, databaseClock, newestOperations } from './queries.js';

/** A row may become visible later than one that arrived after it: each look reaches back this far. */
export const lookBackMs = 3_000;
/** Operations that one look gives; of more than that, the newest. */
const maximumRows = 3_000;

/** Operations as they arrive, each one once. */
export interface OperationSource {
  /** From here on everything counts as new; by the database’s clock. */
  start(): Promise<void>;
  /** What arrived since the last look, oldest first. */
  poll(): Promise<LiveEvent[]>;
  /** What arrived since a time, in milliseconds since 1970, whether it was given before or not. */
  readSince(time: number): Promise<LiveEvent[]>;
  /** Whether an operation was given within the last seconds. */
  hasGiven(id: string): boolean;
}

export function createOperationSource(reader: Reader): OperationSource {
  /** The newest arrival that was given, in milliseconds since 1970, and when what was given lately arrived. */
  let newest = 0;
  let given = new Map<string, number>();

  async function read(since: number) {
    const parameters = { since: toEngineTime(new Date(since).toISOString()) };
    const rows = await reader.rows(newestOperations, { ...parameters, limit: maximumRows });
    const arrived = rows.length < maximumRows ? rows.length : (await readOne(reader, arrivals, parameters)).arrived;
    rows.reverse();
    const operations = await nameSessions(
      reader,
      rows.map(({ ingestedAt, ...row }) => toOperation(row)),
    );
    return {
      left: Math.max(0, arrived - rows.length),
      found: rows.flatMap(({ ingestedAt }, index) => {
        const operation = operations[index];
        return operation ? [{ at: Date.parse(ingestedAt), operation }] : [];
      }),
    };
  }

  function toEvents(found: Awaited<ReturnType<typeof read>>['found'], missed: number, reason: LiveGap['reason']): LiveEvent[] {
    const gap: LiveEvent[] = missed > 0 ? [{ kind: 'gap', data: { missed, reason } }] : [];
    return [...gap, ...found.map(({ operation }): LiveEvent => ({ kind: 'operation', data: operation }))];
  }

  return {
    async start() {
      newest = Date.parse((await readOne(reader, databaseClock, {})).now);
      given = new Map();
    },
    async poll() {
      const since = newest - lookBackMs;
      const { found, left } = await read(since);
      const [oldest] = found;
      // What is left out may have been given by earlier looks.
      const known = left > 0 && oldest ? [...given.values()].filter((at) => at > since && at < oldest.at).length : 0;
      const fresh = found.filter(({ operation }) => !given.has(toOperationId(operation)));
      for (const { at, operation } of fresh) given.set(toOperationId(operation), at);
      newest = Math.max(newest, found.at(-1)?.at ?? newest);
      for (const [id, at] of given) if (at < newest - 2 * lookBackMs) given.delete(id);
      return toEvents(fresh, Math.max(0, left - known), 'burst');
    },
    async readSince(time) {
      const { found, left } = await read(time);
      return toEvents(found, left, 'expired');
    },
    hasGiven: (id) => given.has(id),
  };
}
