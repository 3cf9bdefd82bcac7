import type { Operation } from '../contract/index.js';
import { toEngineTime } from '../database/engine-time.js';
import { toOperation } from '../database/operation-row.js';
import type { Reader } from '../database/query.js';
import { nameSessions } from '../sessions/name-sessions.js';
import { type LiveEvent, toOperationId } from './live-event.js';
import { endedOperations, newestSnapshots } from './queries.js';

/** Snapshots of an operation come at least once a minute; after this long without one it is lost, in milliseconds. */
const lostMs = 180_000;
const maximumRows = 2_000;

/** Operations that run for longer than a second, each time that a snapshot of them arrives, and once when they are lost. */
export interface RunningSource {
  poll(): Promise<LiveEvent[]>;
}

/** `hasEnded` tells of operations that were seen to end just now. */
export function createRunningSource(reader: Reader, hasEnded: (id: string) => boolean): RunningSource {
  const running = new Map<string, { operation: Operation; seen: number; readAt: number }>();

  async function findEnded(operations: readonly Operation[]): Promise<Set<string>> {
    if (operations.length === 0) return new Set();
    const from = operations.map(({ startedAt }) => startedAt).reduce((least, each) => (each < least ? each : least));
    const traces = operations.map(({ traceId }) => traceId);
    const spans = operations.map(({ spanId }) => spanId);
    const rows = await reader.rows(endedOperations, { from: toEngineTime(from), traces, spans });
    return new Set(rows.map(toOperationId));
  }

  return {
    async poll() {
      const rows = await reader.rows(newestSnapshots, { limit: maximumRows });
      const operations = await nameSessions(
        reader,
        rows.map(({ seen, ...row }) => toOperation(row, 'running')),
      );
      const found = rows.flatMap(({ seen }, index) => {
        const operation = operations[index];
        return operation ? [{ seen: Date.parse(seen), operation }] : [];
      });
      const isNew = found.filter(({ operation }) => !running.has(toOperationId(operation)));
      const ended = await findEnded(isNew.map(({ operation }) => operation));
      const events: LiveEvent[] = [];
      for (const { seen, operation } of found) {
        const id = toOperationId(operation);
        if (ended.has(id) || hasEnded(id) || (running.get(id)?.seen ?? 0) >= seen) continue;
        running.set(id, { operation, seen, readAt: Date.now() });
        events.push({ kind: 'running', data: operation });
      }
      for (const [id, { operation, readAt }] of running) {
        const isLost = readAt < Date.now() - lostMs;
        if (isLost) events.push({ kind: 'running', data: { ...operation, state: 'lost' } });
        if (isLost || hasEnded(id)) running.delete(id);
      }
      return events;
    },
  };
}
