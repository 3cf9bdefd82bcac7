import type { ReactNode } from 'react';
import { Sparkline } from '../chart/sparkline';
import type { Change } from '../format/change';

export interface TileProps {
  readonly label: string;
  /** `undefined` while it is being read. */
  readonly value: string | undefined;
  readonly note?: ReactNode;
  readonly tone?: 'good' | 'bad' | undefined;
  /** What exactly is counted. */
  readonly meaning: string;
  /** Against the period before, and what it was then. */
  readonly change?: Change | undefined;
  readonly previous?: string | undefined;
  /** One value a bucket of the period. */
  readonly trend?: readonly (number | null)[] | undefined;
}

/** One number with its name, how it moved, and its course over the period. */
export function Tile({ label, value, note, tone, meaning, change, previous, trend }: TileProps) {
  return (
    <div className="tile" data-plain={trend === undefined} title={meaning} data-testid={`tile-${label.toLowerCase().replaceAll(' ', '-')}`}>
      <dt>{label}</dt>
      <dd>
        {value === undefined ? <span className="skeleton tile-skeleton" /> : <span className={`tile-value ${tone ?? ''}`}>{value}</span>}
        <span className="tile-note">
          {change === undefined || value === undefined ? null : (
            <span
              className={`change change-${change.tone}`}
              title={previous === undefined ? undefined : `Before, over an equal time: ${previous}`}
            >
              {change.text}
            </span>
          )}
          {note === undefined || value === undefined ? null : <span>{note}</span>}
        </span>
      </dd>
      {trend === undefined ? null : <Sparkline values={trend} tone={tone} />}
    </div>
  );
}

export function Tiles({ children }: { children: ReactNode }) {
  return <dl className="panel tiles">{children}</dl>;
}
