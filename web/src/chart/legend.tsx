import { ForeignText } from '../ui/foreign-text';
import type { ChartModel, ChartSeries } from './chart-model';

/** More series than these do not fit beside a chart's title. */
const besideTitle = 4;

export function Legend({ model }: { model: ChartModel }) {
  return (
    <figcaption className="legend" data-own-lines={model.series.length > besideTitle}>
      {model.scale === 'log' ? <span className="faint">logarithmic scale</span> : null}
      {model.series.map(({ label, color, shape }) => (
        <span key={label} className="legend-item">
          <Swatch color={color} shape={shape} />
          <ForeignText text={label} />
        </span>
      ))}
    </figcaption>
  );
}

export function Swatch({ color, shape }: Pick<ChartSeries, 'color' | 'shape'>) {
  return <span className={`swatch swatch-${shape}`} style={{ background: `var(${color})` }} />;
}
