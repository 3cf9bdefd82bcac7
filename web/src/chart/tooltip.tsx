import { formatDateTime } from '../format/time';
import { type ChartModel, formatValue } from './chart-model';
import { Swatch } from './legend';

/** The bucket under the pointer, and where it stands in pixels from the left. */
export interface Hover {
  readonly index: number;
  readonly left: number;
}

export function Tooltip({ model, hover }: { model: ChartModel; hover: Hover }) {
  const start = model.times[hover.index];
  if (start === undefined) return null;
  const [from, to] = model.span;
  const side = start > (from + to) / 2 ? 'left' : 'right';
  return (
    <div className={`tooltip tooltip-${side}`} style={{ left: hover.left }} aria-hidden="true">
      <p>{describeBucket(start, model.bucketSeconds)}</p>
      {model.series.map(({ label, color, shape, values }) => {
        const value = values[hover.index];
        return (
          <p key={label} className="tooltip-row">
            <Swatch color={color} shape={shape} />
            <span>{label}</span>
            <strong>{value === null || value === undefined ? '–' : formatValue(value, model.unit)}</strong>
          </p>
        );
      })}
    </div>
  );
}

function describeBucket(start: number, seconds: number): string {
  if (seconds < 60) return new Date(start * 1000).toLocaleTimeString('en-GB');
  const end = new Date((start + seconds) * 1000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return seconds >= 86_400 ? formatDateTime(start * 1000) : `${formatDateTime(start * 1000)} – ${end}`;
}
