import type { ReactNode } from 'react';

/** One column of a table. */
export interface Column<Row> {
  readonly id: string;
  readonly label: string;
  /** In pixels; columns without one share what is left. */
  readonly width?: number;
  /** Narrowest width in pixels of a column that shares what is left. */
  readonly minWidth?: number;
  readonly numeric?: boolean;
  readonly sortable?: boolean;
  /** Whether the first click sorts downwards; by default it does for numbers. */
  readonly descendingFirst?: boolean;
  /** What exactly is shown, for those who point at the header. */
  readonly meaning?: string;
  /** Dropped on narrow screens, where the row's details tell it. */
  readonly wideOnly?: boolean;
  /** Dropped while details are open beside the table. */
  readonly aloneOnly?: boolean;
  /** Its content always fits into its width, as numbers do, so it need not be cut. */
  readonly whole?: boolean;
  readonly className?: (row: Row) => string;
  readonly cell: (row: Row) => ReactNode;
}

const narrowest = 160;

/** Classes of a column's cells, whatever the row. */
export function toColumnClasses({
  numeric = false,
  wideOnly = false,
  aloneOnly = false,
}: Pick<Column<never>, 'numeric' | 'wideOnly' | 'aloneOnly'>): string {
  return [numeric ? 'numeric' : '', wideOnly ? 'wide-column' : '', aloneOnly ? 'alone-column' : ''].filter(Boolean).join(' ');
}

/** Width in pixels below which a table scrolls sideways. */
export function toMinimumWidth(columns: readonly Pick<Column<never>, 'width' | 'minWidth'>[]): number {
  return columns.reduce((total, { width, minWidth }) => total + (width ?? minWidth ?? narrowest), 0);
}
