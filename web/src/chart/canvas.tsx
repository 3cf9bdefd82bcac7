import './valid-language';
import { useEffect, useRef, useState } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTheme } from '../theme/theme';
import { type ChartModel, toStacked } from './chart-model';
import { type Hover, Tooltip } from './tooltip';
import { toOptions } from './uplot-options';

const height = 190;

interface CanvasProps {
  readonly model: ChartModel;
  readonly onSelect: (from: number, to: number) => void;
}

/** Draws a model with uPlot; a new structure or theme calls for a new plot, data alone does not. */
export default function Canvas(props: CanvasProps) {
  const { model } = props;
  const { dark } = useTheme();
  const structure = [dark, model.unit, model.scale, ...model.series.map(({ label, shape }) => `${label}/${shape}`)].join();
  return <Plot key={structure} {...props} />;
}

function Plot({ model, onSelect }: CanvasProps) {
  const root = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(null);
  const latest = useRef({ model, onSelect });
  latest.current = { model, onSelect };
  const [hover, setHover] = useState<Hover>();

  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    const options = toOptions(element, () => latest.current.model, {
      onHover: setHover,
      onSelect: (from, to) => latest.current.onSelect(from, to),
    });
    const created = new UPlot({ ...options, width: element.clientWidth, height }, toData(latest.current.model), element);
    plot.current = created;
    const observer = new ResizeObserver(() => created.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      created.destroy();
      plot.current = null;
    };
  }, []);

  useEffect(() => plot.current?.setData(toData(model)), [model]);

  return (
    <div ref={root} className="plot" style={{ height }}>
      {hover === undefined ? null : <Tooltip model={model} hover={hover} />}
    </div>
  );
}

/** Values stand in the middle of their bucket. The last series is drawn first: the lower parts of a stack cover the higher ones. */
function toData(model: ChartModel): UPlot.AlignedData {
  return [model.times.map((time) => time + model.bucketSeconds / 2), ...toStacked(model.series).reverse()];
}
