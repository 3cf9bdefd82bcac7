import './heatmap.css';
import { memo, type PointerEvent, useMemo, useRef, useState } from 'react';
import { formatCount } from '../format/numbers';
import { formatAxisTime } from '../format/time';
import { useUrlChange } from '../period/page-scope';
import { toRange } from '../period/period';
import { type Heat, toHeatPaths } from './heatmap';

interface Point {
  readonly time: number;
  readonly row: number;
}

/** The heat map; dragging across it narrows the page to that stretch. */
export function HeatmapView({ heat }: { heat: Heat }) {
  const changeUrl = useUrlChange();
  const field = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<Point>();
  const [start, setStart] = useState<number>();
  const columns = heat.times.length;
  const rows = heat.bands.length;
  const find = (event: PointerEvent): Point => {
    const box = field.current?.getBoundingClientRect() ?? new DOMRect();
    const at = (share: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(share * count)));
    return { time: at((event.clientX - box.left) / box.width, columns), row: at((event.clientY - box.top) / box.height, rows) };
  };
  const onPointerUp = (event: PointerEvent) => {
    const { time } = find(event);
    setStart(undefined);
    if (start === undefined || start === time) return;
    const [first, last] = [Math.min(start, time), Math.max(start, time)];
    changeUrl({ ...toRange(heat.times[first] ?? 0, heat.times[last + 1] ?? heat.end) });
  };
  return (
    <div className="heat">
      <ol className="heat-bands" aria-hidden="true">
        {heat.bands.map((band) => (
          <li key={band}>{band}</li>
        ))}
      </ol>
      <div
        ref={field}
        className="heat-field"
        role="img"
        aria-label={heat.summary}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setStart(find(event).time);
        }}
        onPointerMove={(event) => setHover(find(event))}
        onPointerUp={onPointerUp}
        onPointerCancel={() => setStart(undefined)}
        onPointerLeave={() => setHover(undefined)}
      >
        <Cells heat={heat} />
        {start === undefined || hover === undefined ? null : (
          <div
            className="heat-selection"
            style={{
              left: `${(Math.min(start, hover.time) / columns) * 100}%`,
              width: `${((Math.abs(hover.time - start) + 1) / columns) * 100}%`,
            }}
          />
        )}
        {hover === undefined ? null : <HeatTooltip heat={heat} at={hover} />}
      </div>
      <div className="heat-times" aria-hidden="true">
        {[0, 0.25, 0.5, 0.75].map((share) => (
          <span key={share}>{formatTimeOf(heat, Math.floor(share * columns))}</span>
        ))}
      </div>
    </div>
  );
}

function formatTimeOf({ times, end }: Heat, column: number): string {
  return formatAxisTime(times[column] ?? end, end - (times[0] ?? end));
}

/** All cells of one colour are one shape: a thousand elements would cost more than the rest of the screen. */
const Cells = memo(function DrawnCells({ heat }: { heat: Heat }) {
  const paths = useMemo(() => toHeatPaths(heat.cells), [heat]);
  return (
    <svg viewBox={`0 0 ${heat.times.length} ${heat.bands.length}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {paths.map(({ name, path }) => (
        <path key={name} className={`heat-${name}`} d={path} />
      ))}
    </svg>
  );
});

function HeatTooltip({ heat, at }: { heat: Heat; at: Point }) {
  const cell = heat.cells.find(({ time, row }) => time === at.time && row === at.row);
  const columns = heat.times.length;
  return (
    <div
      className={`tooltip tooltip-${at.time > columns / 2 ? 'left' : 'right'}`}
      style={{ left: `${((at.time + 0.5) / columns) * 100}%` }}
      aria-hidden="true"
    >
      <p>{formatTimeOf(heat, at.time)}</p>
      <p>{heat.bands[at.row]}</p>
      <p className="tooltip-row">
        <strong>{formatCount(cell?.calls ?? 0)}</strong> calls
        {cell !== undefined && cell.failed > 0 ? `, ${formatCount(cell.failed)} failed` : ''}
      </p>
    </div>
  );
}
