import { formatDateTime } from '../format/time';

/** Both ends as the API takes them: RFC 3339, or relative to now. */
export interface TimeRange {
  readonly from: string;
  readonly to: string;
}

export const defaultRange: TimeRange = { from: 'now-24h', to: 'now' };

export const presets = [
  { from: 'now-15m', short: '15m', label: 'Last 15 minutes' },
  { from: 'now-1h', short: '1h', label: 'Last hour' },
  { from: 'now-6h', short: '6h', label: 'Last 6 hours' },
  { from: 'now-24h', short: '24h', label: 'Last 24 hours' },
  { from: 'now-7d', short: '7d', label: 'Last 7 days' },
  { from: 'now-30d', short: '30d', label: 'Last 30 days' },
] as const;

/** A relative range moves on with the clock, so its data is worth refreshing. */
export function isRelative(range: TimeRange): boolean {
  return range.to === 'now';
}

/** Name of the range: a preset's, or both ends in local time. */
export function describeRange(range: TimeRange): string {
  const preset = presets.find(({ from }) => from === range.from && isRelative(range));
  if (preset !== undefined) return preset.label;
  return `${describeEnd(range.from)} – ${describeEnd(range.to)}`;
}

/** The same for narrow screens, at the given moment: `24h`, or about how long the range is: `for 2h`. */
export function describeRangeShortly(range: TimeRange, now: number): string {
  const preset = presets.find(({ from }) => from === range.from && isRelative(range));
  if (preset !== undefined) return preset.short;
  const length = toLength(range, now);
  const unit = ['d', 'h', 'm'].find((each) => length >= (unitMs[each] ?? 0)) ?? 's';
  return `for ${Math.round(length / (unitMs[unit] ?? 1))}${unit}`;
}

/** Parameters of the address for a range; the default one needs none. */
export function toRangeParameters({ from, to }: TimeRange): { from: string | undefined; to: string | undefined } {
  const isDefault = from === defaultRange.from && to === defaultRange.to;
  return isDefault ? { from: undefined, to: undefined } : { from, to };
}

/** Length of a range in milliseconds, at the given moment. */
export function toLength(range: TimeRange, now: number): number {
  return resolveEnd(range.to, now) - resolveEnd(range.from, now);
}

/** Range of a stretch of time in milliseconds since 1970, the ends in either order. */
export function toRange(a: number, b: number): TimeRange {
  return { from: new Date(Math.min(a, b)).toISOString(), to: new Date(Math.max(a, b)).toISOString() };
}

function describeEnd(end: string): string {
  return end.startsWith('now') ? end : formatDateTime(Date.parse(end));
}

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Milliseconds since 1970 of one end of a range, at the given moment. */
export function resolveEnd(end: string, now: number): number {
  const relative = /^now(?:-(\d+)([smhdw]))?$/.exec(end);
  if (relative === null) return Date.parse(end);
  return now - Number(relative[1] ?? 0) * (unitMs[relative[2] ?? 's'] ?? 0);
}

/** Local time as a `datetime-local` field takes it. */
export function toLocalInput(time: number): string {
  const local = new Date(time - new Date(time).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
