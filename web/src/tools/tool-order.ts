import type { Tool } from '@callsight/query-service/contract';

export type ToolColumn =
  | 'name'
  | 'calls'
  | 'successRate'
  | 'failed'
  | 'averageMs'
  | 'p50Ms'
  | 'p95Ms'
  | 'p99Ms'
  | 'sessions'
  | 'lastSeenAt';

export interface ToolOrder {
  readonly column: ToolColumn;
  readonly descending: boolean;
}

/** Tools in the order of one column; those without a value come last either way. */
export function sortTools(tools: readonly Tool[], { column, descending }: ToolOrder): Tool[] {
  const direction = descending ? -1 : 1;
  return [...tools].sort((left, right) => {
    const [a, b] = [left[column], right[column]];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return a < b ? -direction : a > b ? direction : left.name.localeCompare(right.name);
  });
}

/** The order after a click on a column's header: numbers start with the largest, names with A, a second click turns round. */
export function toNextOrder(current: ToolOrder, column: ToolColumn): ToolOrder {
  return { column, descending: current.column === column ? !current.descending : column !== 'name' };
}
