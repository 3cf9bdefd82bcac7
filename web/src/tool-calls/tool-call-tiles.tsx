import type { ToolCallSummary } from '@callsight/query-service/contract';
import { useToolCallSummary } from '../api/queries';
import { formatDuration } from '../format/duration';
import { formatCount, formatPercent } from '../format/numbers';
import { QueryView } from '../ui/query-view';
import { Tile, Tiles } from '../ui/tile';

export function ToolCallTiles({ tool }: { tool: string | undefined }) {
  const query = useToolCallSummary({ tool });
  return (
    <QueryView query={query} loading={<SummaryTiles summary={undefined} />}>
      {(summary) => <SummaryTiles summary={summary} />}
    </QueryView>
  );
}

function SummaryTiles({ summary }: { summary: ToolCallSummary | undefined }) {
  const show = <T,>(read: (summary: ToolCallSummary) => T | null, format: (value: T) => string) => {
    if (summary === undefined) return undefined;
    const value = read(summary);
    return value === null ? '–' : format(value);
  };
  const cancelled = summary?.cancelled ?? 0;
  return (
    <Tiles>
      <Tile
        label="Total Calls"
        value={show(({ calls }) => calls, formatCount)}
        note={cancelled > 0 ? `${formatCount(cancelled)} cancelled` : undefined}
        meaning="Tool executions in the period"
      />
      <Tile label="Success Rate" value={show(({ successRate }) => successRate, formatPercent)} meaning="ok / (all − cancelled)" />
      <Tile label="Avg Latency" value={show(({ averageMs }) => averageMs, formatDuration)} meaning="Mean duration of a call" />
      <Tile
        label="p95 Latency"
        value={show(({ p95Ms }) => p95Ms, formatDuration)}
        note={show(
          ({ p50Ms }) => p50Ms,
          (p50) => `p50 ${formatDuration(p50)}`,
        )}
        meaning="95 of 100 calls are faster than this"
      />
      <Tile
        label="Failed Calls"
        value={show(({ failed }) => failed, formatCount)}
        tone={summary !== undefined && summary.failed > 0 ? 'bad' : undefined}
        meaning="Calls that neither succeeded nor were cancelled"
      />
    </Tiles>
  );
}
