import { outcome as outcomes } from '@callsight/query-service/contract';
import { useCallback } from 'react';
import { useToolCalls } from '../api/queries';
import { ListFoot } from '../list/list-foot';
import { NewerNote } from '../list/newer-note';
import { EmptyPeriod } from '../period/empty-period';
import { useUrlChange, useUrlParameter } from '../period/page-scope';
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
  const list = useToolCalls({ tool, outcome, q });
  const filtered = tool !== undefined || outcome !== undefined || q !== '';
  const select = useCallback((op: string) => changeUrl({ op }, { replace: selected !== undefined }), [changeUrl, selected]);
  return (
    <div ref={list.frame}>
      <Panel
        title="Execution History"
        note={<NewerNote newer={list.newer} onShow={list.showNewer} />}
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
        <QueryView query={list.pages}>
          {() =>
            list.rows.length === 0 ? (
              <EmptyPeriod
                noun="tool calls"
                onClear={filtered ? () => changeUrl({ tool: undefined, outcome: undefined, q: undefined }) : undefined}
              />
            ) : (
              <>
                <HistoryTable calls={list.rows} selected={selected} onSelect={select} onEnd={list.onEnd} />
                <ListFoot pages={list.pages} shown={list.rows.length} noun="call" />
              </>
            )
          }
        </QueryView>
      </Panel>
    </div>
  );
}
