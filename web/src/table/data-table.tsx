import './table.css';
import { type CSSProperties, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { type Column, toColumnClasses, toMinimumWidth } from './column';
import { HeaderCell } from './header-cell';
import type { Order } from './order';
import { moveThroughRows } from './row-keys';
import { TableFrame } from './table-frame';
import { TableRow } from './table-row';
import { useVirtualRows } from './virtual-rows';

const rowHeight = 35;
/** How many rows before the last one the next page is asked for. */
const endDistance = 30;

export interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly testId: string;
  readonly order?: Order;
  readonly onOrder?: (order: Order) => void;
  /** Key of the row whose details are open. */
  readonly selected?: string | undefined;
  /** Makes rows clickable. */
  readonly onSelect?: (key: string) => void;
  readonly isFailed?: (row: Row) => boolean;
  /** Content of a row that is no record but a note between records. */
  readonly toDivider?: (row: Row) => ReactNode;
  /** The reader has come near the last row. */
  readonly onEnd?: (() => void) | undefined;
}

/** A table of any length: widths are fixed and only the rows near the visible part are drawn, so nothing moves by itself. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, keyOf, testId, order, onOrder, selected, onSelect, isFailed, toDivider, onEnd } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const revealed = useMemo(() => (selected === undefined ? -1 : rows.findIndex((row) => keyOf(row) === selected)), [rows, keyOf, selected]);
  const { indices, before, after } = useVirtualRows(body, rows.length, () => rowHeight, revealed);
  const minWidth = toMinimumWidth(columns);
  const lastDrawn = indices.at(-1) ?? 0;
  useEffect(() => {
    if (rows.length > 0 && lastDrawn >= rows.length - endDistance) onEnd?.();
  }, [lastDrawn, rows.length, onEnd]);
  return (
    <TableFrame minWidth={minWidth}>
      <table className="table" aria-label={label} aria-rowcount={rows.length + 1} style={toWidth(minWidth)}>
        <colgroup>
          {columns.map((column) => (
            <col
              key={column.id}
              className={toColumnClasses(column)}
              style={column.width === undefined ? undefined : { width: column.width }}
            />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} order={order} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={(event) => moveThroughRows(event, selected !== undefined)}>
          <Spacer height={before} columns={columns.length} />
          {indices.map((index) => {
            const row = rows[index];
            if (row === undefined) return null;
            const key = keyOf(row);
            return (
              <TableRow
                key={key}
                id={key}
                row={row}
                index={index}
                columns={columns}
                testId={testId}
                selected={key === selected}
                failed={isFailed?.(row) ?? false}
                divider={toDivider?.(row)}
                onSelect={onSelect}
              />
            );
          })}
          <Spacer height={after} columns={columns.length} />
        </tbody>
      </table>
    </TableFrame>
  );
}

/** As a custom property, which the style sheet may overrule where columns are left out. */
function toWidth(pixels: number): CSSProperties {
  return { ['--table-width' as 'minWidth']: `${pixels}px` };
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr className="spacer-row">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
