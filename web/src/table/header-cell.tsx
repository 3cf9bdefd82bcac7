import { Icon } from '../ui/icons';
import { type Column, toColumnClasses } from './column';
import { type Order, toNextOrder } from './order';

interface HeaderCellProps<Row> {
  readonly column: Column<Row>;
  readonly order: Order | undefined;
  readonly onOrder: ((order: Order) => void) | undefined;
}

/** Name of a column; a button where the table can be sorted by it. */
export function HeaderCell<Row>({ column, order, onOrder }: HeaderCellProps<Row>) {
  const { id, label, numeric = false, sortable = false, descendingFirst = numeric, meaning } = column;
  const sorted = order?.column === id;
  const name = label === '' ? <span className="visually-hidden">Actions</span> : label;
  return (
    <th
      scope="col"
      className={toColumnClasses(column)}
      title={meaning}
      aria-sort={sorted ? (order.descending ? 'descending' : 'ascending') : undefined}
    >
      {sortable && order !== undefined && onOrder !== undefined ? (
        <button type="button" className="sort-button" onClick={() => onOrder(toNextOrder(order, id, descendingFirst))}>
          {name}
          <Icon name="chevron" size={10} />
        </button>
      ) : (
        name
      )}
    </th>
  );
}
