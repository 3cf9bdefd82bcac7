import { memo, type ReactNode } from 'react';
import { type Column, toColumnClasses } from './column';

interface TableRowProps<Row> {
  readonly id: string;
  readonly row: Row;
  readonly index: number;
  readonly columns: readonly Column<Row>[];
  readonly testId: string;
  readonly selected: boolean;
  readonly failed: boolean;
  readonly divider: ReactNode;
  readonly onSelect: ((id: string) => void) | undefined;
}

/** One record; drawn again only when something of it changes. */
export const TableRow = memo(DrawnRow) as typeof DrawnRow;

function DrawnRow<Row>({ id, row, index, columns, testId, selected, failed, divider, onSelect }: TableRowProps<Row>) {
  if (divider !== undefined) {
    return (
      <tr className="divider-row" aria-rowindex={index + 2}>
        <td colSpan={columns.length}>{divider}</td>
      </tr>
    );
  }
  return (
    // The keyboard reaches the row by the button inside it; a press anywhere on it is a convenience.
    <tr
      className={onSelect === undefined ? undefined : 'clickable'}
      data-testid={testId}
      data-failed={failed}
      aria-rowindex={index + 2}
      aria-current={selected ? 'true' : undefined}
      onClick={onSelect === undefined ? undefined : () => onSelect(id)}
    >
      {columns.map((column, at) => {
        const cut = column.numeric || column.whole ? '' : 'cut';
        const className = `${toColumnClasses(column)} ${cut} ${column.className?.(row) ?? ''}`;
        return at === 0 ? (
          <th key={column.id} scope="row" className={className}>
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.id} className={className}>
            {column.cell(row)}
          </td>
        );
      })}
    </tr>
  );
}
