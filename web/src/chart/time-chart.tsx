import './chart.css';
import { lazy, Suspense } from 'react';
import { useUrlChange } from '../period/page-scope';
import { toRange } from '../period/period';
import { ErrorBoundary } from '../ui/error-boundary';
import type { ChartModel } from './chart-model';
import { Legend } from './legend';

// The drawing library is fetched only once there is something to draw.
const Canvas = lazy(() => import('./canvas'));

/** A series over time; dragging across it narrows the page to that stretch. */
export function TimeChart({ model }: { model: ChartModel }) {
  const changeUrl = useUrlChange();
  return (
    <figure className="chart">
      <Legend model={model} />
      <div className="chart-canvas" role="img" aria-label={model.summary}>
        <ErrorBoundary>
          <Suspense fallback={<ChartSkeleton />}>
            <Canvas model={model} onSelect={(from, to) => changeUrl({ ...toRange(from * 1000, to * 1000) })} />
          </Suspense>
        </ErrorBoundary>
      </div>
    </figure>
  );
}

/** As tall as the chart that takes its place; `legend`: with lines of its own for many series. */
export function ChartWaiting({ legend = false }: { legend?: boolean }) {
  return (
    <div className="chart-waiting" data-legend={legend}>
      <ChartSkeleton />
    </div>
  );
}

function ChartSkeleton() {
  return <div className="skeleton chart-skeleton" role="status" aria-label="Loading chart" />;
}
