import { useMemo } from 'react';
import type { Filters } from '../api/scoped-query';
import { Panel } from '../ui/panel';
import { QueryView } from '../ui/query-view';
import { toHeat } from './heatmap';
import { HeatmapView } from './heatmap-view';
import { useLatencyHeatmap } from './tool-call-queries';

/** How many calls took how long, over time. */
export function LatencyHeatmap({ filters }: { filters: Filters }) {
  const query = useLatencyHeatmap(filters);
  const heat = useMemo(() => query.data && toHeat(query.data), [query.data]);
  return (
    <Panel title="Latency heat map" actions={<HeatLegend />}>
      <QueryView query={query} loading={<div className="heat skeleton" />}>
        {() =>
          heat === undefined || heat.cells.length === 0 ? (
            <div className="heat heat-empty">
              <p className="muted">No calls in this period.</p>
            </div>
          ) : (
            <HeatmapView heat={heat} />
          )
        }
      </QueryView>
    </Panel>
  );
}

const levels = [1, 2, 3, 4, 5];

function HeatLegend() {
  return (
    <span className="heat-legend">
      few
      {levels.map((level) => (
        <i key={level} style={{ background: `var(--heat-${level})` }} />
      ))}
      many calls
      <i className="heat-legend-failed" /> share that failed
    </span>
  );
}
