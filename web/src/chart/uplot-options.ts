import UPlot from 'uplot';
import { type ChartModel, formatAxisValue, toDecades, toSteps } from './chart-model';
import type { Hover } from './tooltip';

interface Handlers {
  readonly onHover: (hover: Hover | undefined) => void;
  readonly onSelect: (from: number, to: number) => void;
}

/** Options of uPlot for a model; colours come from the custom properties in effect at `element`. */
export function toOptions(element: Element, readModel: () => ChartModel, handlers: Handlers): Omit<UPlot.Options, 'width' | 'height'> {
  const color = createColorReader(element);
  const { series, unit, scale } = readModel();
  const logarithmic = scale === 'log';
  const axis: UPlot.Axis = {
    stroke: color('--chart-axis'),
    font: `11px ${getComputedStyle(element).fontFamily}`,
    grid: { stroke: color('--chart-grid'), width: 1 },
    ticks: { show: false },
  };
  const findBucket = (plot: UPlot, left: number) => {
    const time = plot.posToVal(left, 'x');
    return readModel().times.findLastIndex((start) => start <= time);
  };
  return {
    legend: { show: false },
    padding: [6, 16, 0, 0],
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: true, y: false, setScale: false, dist: 6 },
    },
    scales: {
      x: { time: true, range: () => [...readModel().span] },
      y: logarithmic
        ? { distr: 3, range: (_plot, min, max) => toDecades(min ?? 1, max ?? 1) }
        : { range: (_plot, _min, max) => [0, toSteps(max ?? 0, unit).at(-1) ?? 1] },
    },
    axes: [
      { ...axis, grid: { show: false }, space: 70, size: 28, values: (plot, ticks) => labelTimes(ticks, readModel().span, plot) },
      {
        ...axis,
        gap: 6,
        space: 36,
        size: unit === 'duration' ? 62 : 46,
        ...(logarithmic
          ? { splits: (_plot, _axis, min, max) => listDecades(min, max), filter: (_plot, splits) => splits }
          : { splits: (_plot, _axis, _min, max) => toSteps(max, unit) }),
        values: (_plot, ticks) => ticks.map((tick) => formatAxisValue(tick, unit)),
      },
    ],
    series: [{}, ...series.map((entry) => toSeries(entry, color(entry.color))).reverse()],
    hooks: {
      setCursor: [
        (plot) => {
          const { left = -1 } = plot.cursor;
          handlers.onHover(left < 0 ? undefined : { index: findBucket(plot, left), left: left + plot.bbox.left / UPlot.pxRatio });
        },
      ],
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width < 6) return;
          handlers.onSelect(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
  };
}

function toSeries({ shape }: ChartModel['series'][number], color: string): UPlot.Series {
  if (shape === 'bars') {
    const { bars } = UPlot.paths;
    return {
      fill: color,
      width: 0,
      points: { show: false },
      ...(bars === undefined ? {} : { paths: bars({ size: [0.78, 28] }) }),
    };
  }
  const line: UPlot.Series = {
    stroke: color,
    width: 1.75,
    spanGaps: false,
    points: { show: true, filter: findIsolated, size: 5, fill: color, stroke: color },
  };
  return shape === 'area' ? { ...line, fill: withAlpha(color, 0.14) } : line;
}

function listDecades(min: number, max: number): number[] {
  const first = Math.round(Math.log10(min));
  const last = Math.round(Math.log10(max));
  return Array.from({ length: last - first + 1 }, (_, step) => 10 ** (first + step));
}

/** A value between two gaps has no line to either side: only a point shows it. */
function findIsolated(plot: UPlot, index: number): number[] {
  const values = plot.data[index] ?? [];
  return [...values.keys()].filter((at) => isGap(values[at - 1]) && !isGap(values[at]) && isGap(values[at + 1]));
}

function isGap(value: number | null | undefined): boolean {
  return value === null || value === undefined;
}

/** Pixels that half a label may take, the space beside the plot included. */
const labelRoom = 26;

function labelTimes(ticks: number[], [from, to]: readonly [number, number], plot: UPlot): string[] {
  const step = (ticks[1] ?? to) - (ticks[0] ?? from);
  const clock = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(step < 60 ? { second: '2-digit' } : {}),
  });
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
  return ticks.map((tick) => {
    const left = plot.valToPos(tick, 'x');
    // What would be cut at either edge says nothing.
    if (left < 0 || left > plot.width - plot.bbox.left / UPlot.pxRatio - labelRoom) return '';
    const date = new Date(tick * 1000);
    const midnight = date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0;
    return midnight ? day.format(date) : clock.format(date);
  });
}

/** A canvas needs plain colours: `light-dark()` is settled by giving it to an element and reading it back. */
function createColorReader(element: Element): (property: string) => string {
  return (property) => {
    const probe = document.createElement('span');
    probe.style.color = `var(${property})`;
    element.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
}

function withAlpha(color: string, alpha: number): string {
  return color.replace(/^rgb\((.*)\)$/, `rgba($1, ${alpha})`);
}
