import { useMemo } from 'react';
import { Link } from 'wouter';
import { useToolCallSeries, useTools } from '../api/queries';
import { ChartSkeleton, TimeChart } from '../chart/time-chart';
import { DetailsPanel } from '../details/details-panel';
import { EmptyPeriod } from '../period/empty-period';
import { useScopedHref, useUrlChange, useUrlParameter } from '../period/page-scope';
import { ToolTable } from '../tools/tool-table';
import { PageTitle } from '../ui/page-title';
import { Panel } from '../ui/panel';
import { QueryView } from '../ui/query-view';
import { Select } from '../ui/select';
import { ExecutionHistory } from './execution-history';
import { toLatencyChart, toVolumeChart } from './tool-call-charts';
import { ToolCallTiles } from './tool-call-tiles';

const shownTools = 10;

export function ToolCallsPage() {
  const tool = useUrlParameter('tool');
  return (
    <>
      <PageTitle title="Tool Calls">
        <ToolFilter tool={tool} />
      </PageTitle>
      <ToolCallTiles tool={tool} />
      <Charts tool={tool} />
      {tool === undefined ? <BusiestTools /> : null}
      <ExecutionHistory tool={tool} />
      <DetailsPanel />
    </>
  );
}

function ToolFilter({ tool = '' }: { tool: string | undefined }) {
  const changeUrl = useUrlChange();
  const names = [...new Set(useTools({}).data?.items.map(({ name }) => name) ?? [])].sort();
  const known = tool === '' || names.includes(tool) ? names : [tool, ...names];
  return (
    <Select
      label="Tool"
      value={tool}
      options={[['', 'All tools'], ...known.map((name) => [name, name] as const)]}
      onChange={(next) => changeUrl({ tool: next })}
    />
  );
}

function Charts({ tool }: { tool: string | undefined }) {
  const query = useToolCallSeries({ tool });
  const volume = useMemo(() => (query.data === undefined ? undefined : toVolumeChart(query.data)), [query.data]);
  const latency = useMemo(() => (query.data === undefined ? undefined : toLatencyChart(query.data)), [query.data]);
  return (
    <div className="two-columns">
      <Panel title="Calls over time">
        <QueryView query={query} loading={<ChartSkeleton />}>
          {() => (volume === undefined ? null : <TimeChart model={volume} />)}
        </QueryView>
      </Panel>
      <Panel title="Latency">
        <QueryView query={query} loading={<ChartSkeleton />}>
          {() => (latency === undefined ? null : <TimeChart model={latency} />)}
        </QueryView>
      </Panel>
    </div>
  );
}

function BusiestTools() {
  const scopedHref = useScopedHref();
  const query = useTools({});
  const count = query.data?.items.length ?? 0;
  return (
    <Panel
      title="By tool"
      actions={
        count > shownTools ? (
          <Link className="text-link" href={scopedHref('/tools')}>
            All {count} tools
          </Link>
        ) : undefined
      }
    >
      <QueryView query={query}>
        {({ items }) => (items.length === 0 ? <EmptyPeriod noun="tool calls" /> : <ToolTable tools={items} limit={shownTools} />)}
      </QueryView>
    </Panel>
  );
}
