import { outcome as outcomes } from '@callsight/query-service/contract';
import { useCallback } from 'react';
import { useToolCalls } from '../api/queries';
import { EmptyPeriod } from '../period/empty-period';
import { useUrlChange, useUrlParameter } from '../period/page-scope';
import { LoadMore } from '../ui/load-more';
import { Panel } from '../ui/panel';
import { QueryView } from '../ui/query-view';
import { SearchField } from '../ui/search-field';
import { Select } from '../ui/select';
import { outcomeLabels } from '../ui/status';
import { HistoryTable } from './history-table';

/** The executions behind the numbers, narrowed by outcome and free text. */
export function ExecutionHistory({ tool }: { tool: string | undefined }) {
  const changeUrl = useUrlChange();
  const selected = useUrlParameter('op');
  const q = useUrlParameter('q') ?? '';
  const outcome = outcomes.safeParse(useUrlParameter('outcome')).data;
  const setSearch = useCallback((text: string) => changeUrl({ q: text }, { replace: true }), [changeUrl]);
  const pages = useToolCalls({ tool, outcome, q });
  const filtered = tool !== undefined || outcome !== undefined || q !== '';
  return (
    <Panel
      title="Execution History"
      actions={
        <>
          <Select
            label="Outcome"
            value={outcome ?? ''}
            options={[['', 'All outcomes'], ...outcomeLabels]}
            onChange={(next) => changeUrl({ outcome: next })}
          />
          <SearchField label="Search session, client, error" value={q} onChange={setSearch} />
        </>
      }
    >
      <QueryView query={pages}>
        {(data) => {
          const calls = data.pages.flatMap(({ items }) => items);
          if (calls.length === 0) {
            const clear = () => changeUrl({ tool: undefined, outcome: undefined, q: undefined });
            return <EmptyPeriod noun="tool calls" onClear={filtered ? clear : undefined} />;
          }
          return (
            <>
              <HistoryTable calls={calls} selected={selected} onSelect={(op) => changeUrl({ op }, { replace: selected !== undefined })} />
              <LoadMore pages={pages} shown={calls.length} noun="call" refreshStops={data.pages.length > 1} />
            </>
          );
        }}
      </QueryView>
    </Panel>
  );
}
