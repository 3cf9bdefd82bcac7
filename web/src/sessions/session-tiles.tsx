import type { Filters } from '../api/scoped-query';
import { toChange, toRateChange } from '../format/change';
import { formatDuration } from '../format/duration';
import { formatCount, formatPercent } from '../format/numbers';
import { ErrorState } from '../ui/messages';
import { Tile, Tiles } from '../ui/tile';
import { useSessionSeries, useSessionSummary } from './session-queries';

/** The sessions of the period in five numbers, against the period before. */
export function SessionTiles({ filters }: { filters: Filters }) {
  const { data, error, refetch } = useSessionSummary(filters);
  const points = useSessionSeries(filters).data?.points;
  if (error !== null && data === undefined) {
    return (
      <div className="panel">
        <ErrorState error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  const before = data?.previous;
  const show = <T,>(value: T | null | undefined, format: (value: T) => string) =>
    data === undefined ? undefined : value == null ? '–' : format(value);
  return (
    <Tiles>
      <Tile
        label="Total Sessions"
        value={show(data?.total, formatCount)}
        change={toChange(data?.total, before?.total, 'neither')}
        previous={before && formatCount(before.total)}
        trend={points?.map(({ created }) => created) ?? []}
        meaning="Sessions with activity in the period"
      />
      <Tile
        label="Active Sessions"
        value={show(data?.active, formatCount)}
        note="connected now"
        trend={points?.map(({ open }) => open) ?? []}
        meaning="Sessions that were active within the last 5 minutes and whose end was not seen"
      />
      <Tile
        label="Avg Duration"
        value={show(data?.averageDurationMs, formatDuration)}
        change={toChange(data?.averageDurationMs, before?.averageDurationMs, 'neither')}
        previous={before?.averageDurationMs == null ? undefined : formatDuration(before.averageDurationMs)}
        trend={points?.map(({ averageDurationMs }) => averageDurationMs) ?? []}
        meaning="From created to the end, or to the last activity"
      />
      <Tile
        label="Operations"
        value={show(data?.operations, formatCount)}
        change={toChange(data?.operations, before?.operations, 'neither')}
        previous={before && formatCount(before.operations)}
        trend={points?.map(({ operations }) => operations) ?? []}
        meaning="Requests and notifications of these sessions"
      />
      <Tile
        label="Error Rate"
        value={show(data?.errorRate, formatPercent)}
        change={toRateChange(data?.errorRate, before?.errorRate, 'lower')}
        previous={before?.errorRate == null ? undefined : formatPercent(before.errorRate)}
        note={data === undefined ? undefined : `${formatCount(data.errors)} failed`}
        tone={data !== undefined && data.errors > 0 ? 'bad' : undefined}
        trend={points?.map(({ errors, operations }) => (operations === 0 ? null : errors / operations)) ?? []}
        meaning="Operations that neither succeeded nor were cancelled, of all"
      />
    </Tiles>
  );
}
