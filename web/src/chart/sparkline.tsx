import { toSparkline } from './sparkline-path';

/** The course of a number, without axes: decoration beside the number itself. */
export function Sparkline({ values, tone }: { values: readonly (number | null)[]; tone?: 'good' | 'bad' | undefined }) {
  const { line, area } = toSparkline(values);
  return (
    <svg className="sparkline" data-tone={tone} viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <path className="sparkline-area" d={area} />
      <path className="sparkline-line" d={line} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
