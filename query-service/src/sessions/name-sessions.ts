import type { Operation } from '../contract/index.js';
import { toEngineTime } from '../database/engine-time.js';
import type { Reader } from '../database/query.js';
import { parseSessionKey } from '../database/session-key.js';
import { readSessionSource } from '../database/session-source.js';
import { identityWindows } from './queries.js';

/**
 * The same operations, each with its session's own key where it is an identity's: rows of operations have the key with their own second, since
 * only sessions know where an identity was cut.
 */
export async function nameSessions<Row extends Pick<Operation, 'sessionKey' | 'sessionBasis' | 'startedAt'>>(
  reader: Reader,
  operations: readonly Row[],
  signal?: AbortSignal,
): Promise<Row[]> {
  const ofIdentities = operations.filter(({ sessionBasis }) => sessionBasis === 'identity');
  if (ofIdentities.length === 0) return [...operations];
  const times = ofIdentities.map(({ startedAt }) => startedAt).sort();
  const keys = [...new Set(ofIdentities.map(({ sessionKey }) => parseSessionKey(sessionKey).operationsKey))];
  const [first = '', last = first] = [times[0], times.at(-1)];
  const fragments = await readSessionSource(reader, { from: first, to: last }, signal);
  const windows = await reader.rows({ ...identityWindows, fragments }, { keys, from: toEngineTime(first), to: toEngineTime(last) }, signal);
  return operations.map((operation) => {
    if (operation.sessionBasis !== 'identity') return operation;
    const { operationsKey, second } = parseSessionKey(operation.sessionKey);
    const window = windows.find((each) => each.operationsKey === operationsKey && each.since <= second && second <= each.until);
    return window ? { ...operation, sessionKey: window.key } : operation;
  });
}
