import type { FilterQuery, Period } from '../contract/index.js';
import type { TermColumns } from '../database/conditions.js';
import { type Scope, toOperationScope } from '../database/filter.js';
import { type FoundSession, toSessionParameters } from './found-sessions.js';
import type { Source } from './source.js';

/** What the rollup tells operations apart by, and their sessions, too. */
export const operationColumns = {
  fields: {
    service: 'service',
    tool: 'target',
    outcome: 'outcome',
    client: 'client_name',
    transport: 'transport',
    protocol: 'protocol_version',
    side: 'side',
  },
  text: ['target', 'client_name'],
} as const satisfies TermColumns;

/**
 * What a question of operations includes: conditions on the rollup (`:kinds`), where to look beside it for what fits (`:texts`, `:others`), and where
 * operations are counted one by one (`:operations`).
 */
export function toOperationSource(
  filter: Partial<FilterQuery>,
  period: Period,
  { source, sessions }: { source: Source; sessions: readonly FoundSession[] },
): Scope {
  const { fragments, parameters } = toOperationScope(filter, period);
  return {
    fragments: {
      ...fragments,
      kinds: { sql: source.kinds },
      texts: sessions.length > 0 ? 'rollup/operations-of-text' : { sql: 'mcp_failed_operations' },
      others: { sql: source.others },
      operations: { sql: source.kind === 'failed' ? 'mcp_failed_operations' : 'mcp_operations' },
    },
    parameters: { ...parameters, ...source.parameters, ...toSessionParameters(sessions, period) },
  };
}
