import './errors.css';
import { toAddress } from '@callsight/query-service/client';
import { outcome as outcomes } from '@callsight/query-service/contract';
import { useCallback } from 'react';
import { ListPanel } from '../list/list-panel';
import { SearchBar } from '../list/search-bar';
import { EmptyPeriod } from '../period/empty-period';
import { useUrlChange, useUrlParameter } from '../period/page-scope';
import { PageTitle } from '../ui/page-title';
import { Select } from '../ui/select';
import { outcomeLabels } from '../ui/status';
import { useErrorListQuery, useErrors } from './error-queries';
import { ErrorTable } from './error-table';

const failures = outcomeLabels.filter(([outcome]) => outcome !== 'ok' && outcome !== 'cancelled');

const examples = [
  ['tool:search*', 'of tools with that name'],
  ['error:"timed out"', 'with a message that says so'],
  ['client:claude*', 'of clients with that name'],
] as const;

/** What goes wrong, grouped: messages that differ only in numbers, ids, paths and quoted text are one error. */
export function ErrorsPage() {
  const changeUrl = useUrlChange();
  const q = useUrlParameter('q') ?? '';
  const outcome = outcomes.safeParse(useUrlParameter('outcome')).data;
  const setSearch = useCallback((text: string) => changeUrl({ q: text }, { replace: true }), [changeUrl]);
  const query = useErrorListQuery({ q, outcome });
  const list = useErrors(query);
  const filtered = q !== '' || outcome !== undefined;
  return (
    <>
      <PageTitle title="Errors" />
      <ListPanel
        title="By kind, most frequent first"
        list={list}
        noun="kind"
        toExport={(format) => toAddress('/errors', { query: { ...query, format } })}
        filters={
          <>
            <Select
              label="Outcome"
              value={outcome ?? ''}
              options={[['', 'All outcomes'], ...failures]}
              onChange={(next) => changeUrl({ outcome: next })}
            />
            <SearchBar label="Search message, tool, client" value={q} onChange={setSearch} examples={examples} />
          </>
        }
        empty={<EmptyPeriod noun="errors" onClear={filtered ? () => changeUrl({ q: undefined, outcome: undefined }) : undefined} />}
      >
        {(groups) => <ErrorTable groups={groups} onEnd={list.onEnd} />}
      </ListPanel>
    </>
  );
}
