import { DetailsPanel } from '../details/details-panel';
import { useUrlChange } from '../period/page-scope';
import { useTools } from '../tools/tool-queries';
import { FilterChip } from '../ui/filter-chip';
import { PageTitle } from '../ui/page-title';
import { Select } from '../ui/select';
import { CallCharts, SplitSelect } from './call-charts';
import { ExecutionHistory, useToolCallFilters } from './execution-history';
import { LatencyHeatmap } from './latency-heatmap';
import { ToolCallTiles } from './tool-call-tiles';

export function ToolCallsPage() {
  const filters = useToolCallFilters();
  const changeUrl = useUrlChange();
  return (
    <>
      <PageTitle title="Tool Calls">
        {filters.client === undefined ? null : (
          <FilterChip name="Client" value={filters.client} onClear={() => changeUrl({ client: undefined })} />
        )}
        <span className="page-title-end">
          <ToolFilter tool={filters.tool} />
          <SplitSelect />
        </span>
      </PageTitle>
      <ToolCallTiles filters={filters} />
      <CallCharts filters={filters} />
      <LatencyHeatmap filters={filters} />
      <ExecutionHistory filters={filters} />
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
