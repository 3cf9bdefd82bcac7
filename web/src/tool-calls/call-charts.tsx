import { type ReactNode, useMemo } from 'react';
import type { Filters } from '../api/scoped-query';
import type { ChartModel } from '../chart/chart-model';
import { ChartWaiting, TimeChart } from '../chart/time-chart';
import { useUrlChange, useUrlParameter } from '../period/page-scope';
import { Panel } from '../ui/panel';
import { QueryView } from '../ui/query-view';
import { Select } from '../ui/select';
import { type Split, toLatencyBy, toLatencyChart, toVolumeBy, toVolumeChart } from './tool-call-charts';
import { useToolCallSeries } from './tool-call-queries';

const splits: readonly (readonly [Split | '', string])[] = [
  ['', 'Not split'],
  ['outcome', 'By outcome'],
  ['tool', 'By tool'],
  ['client', 'By client'],
  ['service', 'By server'],
];

/** What the charts are split by, in the address. */
export function useSplit(): Split | undefined {
  const by = useUrlParameter('by');
  return splits.find(([split]) => split !== '' && split === by)?.[0] || undefined;
}

export function SplitSelect() {
  const changeUrl = useUrlChange();
  return <Select label="Split charts" value={useSplit() ?? ''} options={splits} onChange={(by) => changeUrl({ by }, { replace: true })} />;
}

/** Calls and latency over time, side by side. */
export function CallCharts({ filters }: { filters: Filters }) {
  const split = useSplit();
  const query = useToolCallSeries(filters, split);
  const { data } = query;
  const volume = useMemo(() => data && (split === undefined ? toVolumeChart(data) : toVolumeBy(data, split)), [data, split]);
  const latency = useMemo(() => data && (split === undefined ? toLatencyChart(data) : toLatencyBy(data, split)), [data, split]);
  const chart = (model: ChartModel | undefined): ReactNode => (
    <QueryView query={query} loading={<ChartWaiting legend={split !== undefined} />}>
      {() => (model === undefined ? null : <TimeChart model={model} />)}
    </QueryView>
  );
  return (
    <div className="two-columns">
      <Panel title="Calls over time">{chart(volume)}</Panel>
      <Panel title={split === undefined ? 'Latency' : 'p95 latency'}>{chart(latency)}</Panel>
    </div>
  );
}
