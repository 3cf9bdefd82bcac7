import { toAddress } from '@callsight/query-service/client';
import { outcome as outcomes } from '@callsight/query-service/contract';
import { useCallback } from 'react';
import { ListPanel } from '../list/list-panel';
import { SearchBar } from '../list/search-bar';
import { EmptyPeriod } from '../period/empty-period';
import { useUrlChange, useUrlParameter } from '../period/page-scope';
import { useUrlOrder } from '../table/order';
import { Select } from '../ui/select';
import { outcomeLabels } from '../ui/status';
import { HistoryTable } from './history-table';
import { useToolCallListQuery, useToolCalls } from './tool-call-queries';

const sortable = ['started', 'duration'] as const;
const usualOrder = { column: 'started', descending: true } as const;

const examples = [
  ['latency:>2s', 'slow ones'],
  ['outcome:tool_error,timeout', 'that ended so'],
  ['tool:search* -client:cursor', 'of tools with that name, without one client'],
  ['error:"disk full"', 'with an error that says so'],
] as const;

/** The filters that the address holds for tool calls. */
export function useToolCallFilters() {
  return {
    tool: useUrlParameter('tool'),
    outcome: outcomes.safeParse(useUrlParameter('outcome')).data,
    client: useUrlParameter('client'),
    q: useUrlParameter('q') ?? '',
  };
}

/** The executions behind the numbers. */
export function ExecutionHistory({
  filters,
  title = 'Execution History',
}: {
  filters: ReturnType<typeof useToolCallFilters>;
  title?: string;
}) {
  const changeUrl = useUrlChange();
  const selected = useUrlParameter('op');
  const [order, setOrder] = useUrlOrder(sortable, usualOrder);
  const setSearch = useCallback((text: string) => changeUrl({ q: text }, { replace: true }), [changeUrl]);
  const query = useToolCallListQuery(filters, order);
  const list = useToolCalls(query);
  const select = useCallback((op: string) => changeUrl({ op }, { replace: selected !== undefined }), [changeUrl, selected]);
  const filtered = filters.outcome !== undefined || filters.client !== undefined || filters.tool !== undefined || filters.q !== '';
  const clear = () => changeUrl({ tool: undefined, outcome: undefined, client: undefined, q: undefined });
  return (
    <ListPanel
      title={title}
      list={list}
      noun="call"
      toExport={(format) => toAddress('/tool-calls', { query: { ...query, format } })}
      filters={
        <>
          <Select
            label="Outcome"
            value={filters.outcome ?? ''}
            options={[['', 'All outcomes'], ...outcomeLabels]}
            onChange={(next) => changeUrl({ outcome: next })}
          />
          <SearchBar label="Search session, client, error" value={filters.q} onChange={setSearch} examples={examples} />
        </>
      }
      empty={<EmptyPeriod noun="tool calls" onClear={filtered ? clear : undefined} />}
    >
      {(calls) => <HistoryTable calls={calls} order={order} onOrder={setOrder} selected={selected} onSelect={select} onEnd={list.onEnd} />}
    </ListPanel>
  );
}
