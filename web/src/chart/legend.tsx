import type { ChartModel, ChartSeries } from './chart-model';

export function Legend({ model }: { model: ChartModel }) {
  return (
    <figcaption className="legend">
      {model.scale === 'log' ? <span className="faint">logarithmic scale</span> : null}
      {model.series.map(({ label, color, shape }) => (
        <span key={label} className="legend-item">
          <Swatch color={color} shape={shape} />
          {label}
        </span>
      ))}
    </figcaption>
  );
}

export function Swatch({ color, shape }: Pick<ChartSeries, 'color' | 'shape'>) {
  return <span className={`swatch swatch-${shape}`} style={{ background: `var(${color})` }} />;
}
