const width = 100;
const height = 24;
const margin = 2;

/** Paths of a line over the values, and of the area below it, in a box of 100 × 24; gaps stay gaps. */
export function toSparkline(values: readonly (number | null)[]): { readonly line: string; readonly area: string } {
  const highest = Math.max(0, ...values.map((value) => value ?? 0));
  const step = width / Math.max(1, values.length - 1);
  const x = (index: number) => round(index * step);
  const y = (value: number) => round(height - margin - (highest === 0 ? 0 : (value / highest) * (height - 2 * margin)));
  const line: string[] = [];
  const area: string[] = [];
  let start: number | undefined;
  const close = (end: number) => {
    if (start !== undefined) area.push(`L${x(end)} ${height} L${x(start)} ${height} Z`);
    start = undefined;
  };
  for (const [index, value] of values.entries()) {
    if (value === null) {
      close(index - 1);
      continue;
    }
    const point = `${start === undefined ? 'M' : 'L'}${x(index)} ${y(value)}`;
    line.push(point);
    area.push(point);
    start ??= index;
  }
  close(values.length - 1);
  return { line: line.join(' '), area: area.join(' ') };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
