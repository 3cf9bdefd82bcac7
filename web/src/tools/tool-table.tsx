import type { Tool } from '@callsight/query-service/contract';
import { useState } from 'react';
import { Link } from 'wouter';
import { formatDuration } from '../format/duration';
import { formatCount, formatPercent } from '../format/numbers';
import { useScopedHref } from '../period/page-scope';
import { Icon } from '../ui/icons';
import { Age } from '../ui/time';
import { sortTools, type ToolColumn, type ToolOrder, toNextOrder } from './tool-order';

const columns: readonly (readonly [ToolColumn, string])[] = [
  ['calls', 'Calls'],
  ['successRate', 'Success'],
  ['failed', 'Failed'],
  ['averageMs', 'Avg'],
  ['p50Ms', 'p50'],
  ['p95Ms', 'p95'],
  ['p99Ms', 'p99'],
  ['sessions', 'Sessions'],
  ['lastSeenAt', 'Last call'],
];

/** Below this success rate a tool stands out. */
const alarmingRate = 0.9;

/** One row a tool, in the order of any column; with `limit` only the first rows. */
export function ToolTable({ tools, limit = tools.length }: { tools: readonly Tool[]; limit?: number }) {
  const [order, setOrder] = useState<ToolOrder>({ column: 'calls', descending: true });
  const severalServices = new Set(tools.map(({ service }) => service)).size > 1;
  const mostCalls = Math.max(1, ...tools.map(({ calls }) => calls));
  const header = (column: ToolColumn, label: string, numeric: boolean) => (
    <th
      key={column}
      scope="col"
      className={numeric ? 'numeric' : ''}
      aria-sort={order.column === column ? (order.descending ? 'descending' : 'ascending') : undefined}
    >
      <button type="button" className="sort-button" onClick={() => setOrder(toNextOrder(order, column))}>
        {label}
        <Icon name="chevron" size={10} />
      </button>
    </th>
  );
  return (
    <div className="table-frame">
      <table className="table pinned" aria-label="Tools">
        <thead>
          <tr>
            {header('name', 'Tool', false)}
            {severalServices ? <th scope="col">Server</th> : null}
            {columns.map(([column, label]) => header(column, label, true))}
          </tr>
        </thead>
        <tbody>
          {sortTools(tools, order)
            .slice(0, limit)
            .map((tool) => (
              <ToolRow key={`${tool.service} ${tool.name}`} tool={tool} share={tool.calls / mostCalls} withService={severalServices} />
            ))}
        </tbody>
      </table>
    </div>
  );
}

function ToolRow({ tool, share, withService }: { tool: Tool; share: number; withService: boolean }) {
  const scopedHref = useScopedHref();
  return (
    <tr data-testid="tool-row">
      <th scope="row">
        <Link
          className="text-link code"
          href={scopedHref('/tool-calls', withService ? { tool: tool.name, service: tool.service } : { tool: tool.name })}
        >
          {tool.name}
        </Link>
      </th>
      {withService ? <td>{tool.service}</td> : null}
      <td className="numeric share-cell">
        <span className="share-bar" style={{ width: `${share * 100}%` }} />
        <span>{formatCount(tool.calls)}</span>
      </td>
      <td className={tool.successRate !== null && tool.successRate < alarmingRate ? 'numeric bad' : 'numeric'}>
        {tool.successRate === null ? '–' : formatPercent(tool.successRate)}
      </td>
      <td className={tool.failed > 0 ? 'numeric' : 'numeric faint'}>{formatCount(tool.failed)}</td>
      {[tool.averageMs, tool.p50Ms, tool.p95Ms, tool.p99Ms].map((ms, index) => (
        <td key={columns[index + 3]?.[0]} className="numeric">
          {ms === null ? '–' : formatDuration(ms)}
        </td>
      ))}
      <td className="numeric">{formatCount(tool.sessions)}</td>
      <td className="numeric muted">
        <Age time={tool.lastSeenAt} />
      </td>
    </tr>
  );
}
