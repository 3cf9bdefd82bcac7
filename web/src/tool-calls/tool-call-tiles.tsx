import type { ToolCallSummary } from '@callsight/query-service/contract';
import type { Filters } from '../api/scoped-query';
import { toChange, toRateChange } from '../format/change';
import { formatDuration } from '../format/duration';
import { formatCount, formatPercent } from '../format/numbers';
import { QueryView } from '../ui/query-view';
import { Tile, Tiles } from '../ui/tile';
import { useToolCallSeries, useToolCallSummary } from './tool-call-queries';

/** The tool calls of the period in five numbers, against the period before. */
export function ToolCallTiles({ filters }: { filters: Filters }) {
  const query = useToolCallSummary(filters);
  return (
    <QueryView query={query} loading={<SummaryTiles summary={undefined} filters={filters} />}>
      {(summary) => <SummaryTiles summary={summary} filters={filters} />}
    </QueryView>
  );
}

type Numbers = Omit<ToolCallSummary, 'period' | 'previous'>;

function SummaryTiles({ summary, filters }: { summary: ToolCallSummary | undefined; filters: Filters }) {
  const points = useToolCallSeries(filters).data?.points;
  const tile = (read: (numbers: Numbers) => number | null, format: (value: number) => string) => {
    const value = summary && read(summary);
    const previous = summary && read(summary.previous);
    return {
      value: summary === undefined ? undefined : value == null ? '–' : format(value),
      previous: previous == null ? undefined : format(previous),
      trend: points?.map(read) ?? [],
    };
  };
  const before = summary?.previous;
  return (
    <Tiles>
      <Tile
        label="Total Calls"
        {...tile(({ calls }) => calls, formatCount)}
        change={toChange(summary?.calls, before?.calls, 'neither')}
        note={summary !== undefined && summary.cancelled > 0 ? `${formatCount(summary.cancelled)} cancelled` : undefined}
        meaning="Tool executions in the period"
      />
      <Tile
        label="Success Rate"
        {...tile(({ successRate }) => successRate, formatPercent)}
        change={toRateChange(summary?.successRate, before?.successRate, 'higher')}
        meaning="ok / (all − cancelled)"
      />
      <Tile
        label="Avg Latency"
        {...tile(({ averageMs }) => averageMs, formatDuration)}
        change={toChange(summary?.averageMs, before?.averageMs, 'lower')}
        meaning="Mean duration of a call"
      />
      <Tile
        label="p95 Latency"
        {...tile(({ p95Ms }) => p95Ms, formatDuration)}
        change={toChange(summary?.p95Ms, before?.p95Ms, 'lower')}
        note={summary?.p50Ms == null ? undefined : `p50 ${formatDuration(summary.p50Ms)}`}
        meaning="95 of 100 calls are faster than this"
      />
      <Tile
        label="Failed Calls"
        {...tile(({ failed }) => failed, formatCount)}
        change={toChange(summary?.failed, before?.failed, 'lower')}
        tone={summary !== undefined && summary.failed > 0 ? 'bad' : undefined}
        meaning="Calls that neither succeeded nor were cancelled"
      />
    </Tiles>
  );
}
