import type { Tool } from '@callsight/query-service/contract';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { formatDuration } from '../format/duration';
import { formatCount, formatPercent } from '../format/numbers';
import { useScopedHref } from '../period/page-scope';
import type { Column } from '../table/column';
import { DataTable } from '../table/data-table';
import { sortRows, useUrlOrder } from '../table/order';
import { ForeignText } from '../ui/foreign-text';
import { Age } from '../ui/time';
import { toToolPath } from './tool-path';

type ToolColumn = 'name' | 'calls' | 'successRate' | 'failed' | 'averageMs' | 'p50Ms' | 'p95Ms' | 'p99Ms' | 'sessions' | 'lastSeenAt';
const sortable: readonly ToolColumn[] = [
  'name',
  'calls',
  'successRate',
  'failed',
  'averageMs',
  'p50Ms',
  'p95Ms',
  'p99Ms',
  'sessions',
  'lastSeenAt',
];
const usualOrder = { column: 'calls', descending: true } as const;

/** Below this success rate a tool stands out. */
const alarmingRate = 0.9;

/** One row a tool, in the order of any column; with `limit` only the first rows. */
export function ToolTable({ tools, limit = tools.length }: { tools: readonly Tool[]; limit?: number }) {
  const [order, setOrder] = useUrlOrder(sortable, usualOrder);
  const scopedHref = useScopedHref();
  const columns = useMemo(() => {
    const severalServices = new Set(tools.map(({ service }) => service)).size > 1;
    const mostCalls = Math.max(1, ...tools.map(({ calls }) => calls));
    return listToolColumns(
      ({ name, service }) => scopedHref(toToolPath(name), severalServices ? { service } : {}),
      severalServices,
      mostCalls,
    );
  }, [tools, scopedHref]);
  const rows = useMemo(() => {
    const column = sortable.find((name) => name === order.column) ?? usualOrder.column;
    return sortRows(tools, (tool) => tool[column], order.descending).slice(0, limit);
  }, [tools, order.column, order.descending, limit]);
  return <DataTable label="Tools" columns={columns} rows={rows} keyOf={toKey} testId="tool-row" order={order} onOrder={setOrder} />;
}

function toKey({ service, name }: Tool): string {
  return `${service} ${name}`;
}

function listToolColumns(toHref: (tool: Tool) => string, severalServices: boolean, mostCalls: number): Column<Tool>[] {
  const latency = (id: 'averageMs' | 'p50Ms' | 'p95Ms' | 'p99Ms', label: string): Column<Tool> => ({
    id,
    label,
    width: 92,
    numeric: true,
    sortable: true,
    cell: ({ [id]: ms }) => (ms === null ? '–' : formatDuration(ms)),
  });
  return [
    {
      id: 'name',
      label: 'Tool',
      minWidth: 180,
      sortable: true,
      cell: (tool) => (
        <Link className="text-link code" href={toHref(tool)}>
          <ForeignText text={tool.name} />
        </Link>
      ),
    },
    ...(severalServices
      ? [{ id: 'service', label: 'Server', width: 130, cell: ({ service }: Tool) => <ForeignText text={service} /> }]
      : []),
    {
      id: 'calls',
      label: 'Calls',
      width: 128,
      numeric: true,
      sortable: true,
      className: () => 'share-cell',
      cell: ({ calls }) => (
        <>
          <span className="share-bar" style={{ width: `${(calls / mostCalls) * 100}%` }} />
          <span>{formatCount(calls)}</span>
        </>
      ),
    },
    {
      id: 'successRate',
      label: 'Success',
      width: 84,
      numeric: true,
      sortable: true,
      meaning: 'ok / (all − cancelled)',
      className: ({ successRate }) => (successRate !== null && successRate < alarmingRate ? 'bad' : ''),
      cell: ({ successRate }) => (successRate === null ? '–' : formatPercent(successRate)),
    },
    {
      id: 'failed',
      label: 'Failed',
      width: 76,
      numeric: true,
      sortable: true,
      className: ({ failed }) => (failed > 0 ? '' : 'faint'),
      cell: ({ failed }) => formatCount(failed),
    },
    latency('averageMs', 'Avg'),
    latency('p50Ms', 'p50'),
    latency('p95Ms', 'p95'),
    latency('p99Ms', 'p99'),
    {
      id: 'tokens',
      label: 'Tokens',
      width: 80,
      numeric: true,
      meaning: 'Estimate: what its definition costs each caller that lists the tools',
      className: () => 'muted',
      cell: ({ definition }) => (definition === null ? <span className="faint">–</span> : formatCount(definition.tokens)),
    },
    { id: 'sessions', label: 'Sessions', width: 92, numeric: true, sortable: true, cell: ({ sessions }) => formatCount(sessions) },
    {
      id: 'lastSeenAt',
      label: 'Last call',
      width: 110,
      numeric: true,
      sortable: true,
      cell: ({ lastSeenAt }) => <Age time={lastSeenAt} />,
    },
  ];
}
