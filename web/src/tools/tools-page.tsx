import './tools.css';
import { toAddress } from '@callsight/query-service/client';
import type { NeverCalledTool } from '@callsight/query-service/contract';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { useScopeQuery } from '../api/scoped-query';
import { formatCount } from '../format/numbers';
import { ExportMenu } from '../list/export-menu';
import { EmptyPeriod } from '../period/empty-period';
import { useScopedHref, useUrlChange, useUrlParameter } from '../period/page-scope';
import type { Column } from '../table/column';
import { DataTable } from '../table/data-table';
import { ForeignText } from '../ui/foreign-text';
import { PageTitle } from '../ui/page-title';
import { Panel } from '../ui/panel';
import { QueryView } from '../ui/query-view';
import { SearchField } from '../ui/search-field';
import { Age } from '../ui/time';
import { toToolPath } from './tool-path';
import { useTools } from './tool-queries';
import { ToolTable } from './tool-table';

export function ToolsPage() {
  const query = useTools({});
  const scope = useScopeQuery();
  const changeUrl = useUrlChange();
  const name = useUrlParameter('name') ?? '';
  const setName = useMemo(() => (text: string) => changeUrl({ name: text }, { replace: true }), [changeUrl]);
  const fits = (tool: { name: string }) => tool.name.toLowerCase().includes(name.toLowerCase());
  return (
    <>
      <PageTitle title="Tools" />
      <Panel
        title="Tools that were called"
        note={query.data && `${formatCount(query.data.items.length)} tools`}
        actions={
          <>
            <SearchField label="Name of a tool" value={name} onChange={setName} />
            <ExportMenu name="tools" toHref={(format) => toAddress('/tools', { query: { ...scope, format } })} />
          </>
        }
      >
        <QueryView query={query}>
          {({ items }) => {
            const tools = items.filter(fits);
            return tools.length === 0 ? (
              <EmptyPeriod noun="tool calls" onClear={name === '' ? undefined : () => changeUrl({ name: undefined })} />
            ) : (
              <ToolTable tools={tools} />
            );
          }}
        </QueryView>
      </Panel>
      {query.data === undefined || query.data.neverCalled.length === 0 ? null : <NeverCalled tools={query.data.neverCalled.filter(fits)} />}
    </>
  );
}

/** Tools that callers are shown and pay for, but did not use. */
function NeverCalled({ tools }: { tools: readonly NeverCalledTool[] }) {
  const scopedHref = useScopedHref();
  const columns = useMemo(() => listColumns((name) => scopedHref(toToolPath(name))), [scopedHref]);
  const tokens = tools.reduce((total, { definition }) => total + definition.tokens, 0);
  return (
    <Panel
      title="Listed, but not called"
      note={`${formatCount(tools.length)} tools, about ${formatCount(tokens)} tokens in every list that callers read`}
    >
      <DataTable label="Tools that were not called" columns={columns} rows={tools} keyOf={toKey} testId="never-called-row" />
    </Panel>
  );
}

function toKey({ service, name }: NeverCalledTool): string {
  return `${service} ${name}`;
}

function listColumns(toHref: (name: string) => string): Column<NeverCalledTool>[] {
  return [
    {
      id: 'name',
      label: 'Tool',
      minWidth: 200,
      cell: ({ name }) => (
        <Link className="text-link code" href={toHref(name)}>
          <ForeignText text={name} />
        </Link>
      ),
    },
    { id: 'service', label: 'Server', width: 180, cell: ({ service }) => <ForeignText text={service} /> },
    {
      id: 'tokens',
      label: 'Tokens',
      width: 110,
      numeric: true,
      meaning: 'Estimate: what its definition costs each caller',
      cell: ({ definition }) => formatCount(definition.tokens),
    },
    { id: 'listed', label: 'Last listed', width: 130, numeric: true, cell: ({ listedAt }) => <Age time={listedAt} /> },
  ];
}
