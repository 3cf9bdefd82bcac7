/** How a number moved since the period before. */
export interface Change {
  /** `+12%`, `−3.1 pp`, `same`. */
  readonly text: string;
  /** Whether that is for the better; `neutral` where neither is. */
  readonly tone: 'good' | 'bad' | 'neutral';
}

export type Better = 'higher' | 'lower' | 'neither';

const smallest = 0.005;

/** Relative change of a count or duration; undefined where there is nothing to compare with. */
export function toChange(current: number | null | undefined, previous: number | null | undefined, better: Better): Change | undefined {
  if (current == null || previous == null || previous === 0) return undefined;
  const share = (current - previous) / previous;
  if (Math.abs(share) < smallest) return { text: 'same', tone: 'neutral' };
  const size = Math.abs(share);
  const text =
    size >= 10 ? `×${Math.round(current / previous)}` : `${sign(share)}${size < 0.1 ? (size * 100).toFixed(1) : Math.round(size * 100)}%`;
  return { text, tone: toTone(share, better) };
}

/** Change of a rate between 0 and 1 in percentage points. */
export function toRateChange(current: number | null | undefined, previous: number | null | undefined, better: Better): Change | undefined {
  if (current == null || previous == null) return undefined;
  const points = (current - previous) * 100;
  if (Math.abs(points) < 0.05) return { text: 'same', tone: 'neutral' };
  return { text: `${sign(points)}${Math.abs(points).toFixed(1)} pp`, tone: toTone(points, better) };
}

/** What the change is measured against, for those who ask. */
export function describePrevious(previous: string): string {
  return `Period before, of equal length: ${previous}`;
}

function sign(value: number): string {
  return value > 0 ? '+' : '−';
}

function toTone(value: number, better: Better): Change['tone'] {
  if (better === 'neither') return 'neutral';
  return value > 0 === (better === 'higher') ? 'good' : 'bad';
}
