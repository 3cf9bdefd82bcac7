import type { ReactNode } from 'react';

export interface TileProps {
  readonly label: string;
  /** `undefined` while it is being read. */
  readonly value: string | undefined;
  readonly note?: ReactNode;
  readonly tone?: 'good' | 'bad' | undefined;
  /** What exactly is counted. */
  readonly meaning: string;
}

/** One number with its name. */
export function Tile({ label, value, note, tone, meaning }: TileProps) {
  return (
    <div className="tile" title={meaning} data-testid={`tile-${label.toLowerCase().replaceAll(' ', '-')}`}>
      <dt>{label}</dt>
      <dd>
        {value === undefined ? <span className="skeleton tile-skeleton" /> : <span className={`tile-value ${tone ?? ''}`}>{value}</span>}
        {note === undefined || value === undefined ? null : <span className="tile-note">{note}</span>}
      </dd>
    </div>
  );
}

export function Tiles({ children }: { children: ReactNode }) {
  return <dl className="panel tiles">{children}</dl>;
}
