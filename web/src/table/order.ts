import { useCallback } from 'react';
import { useUrlChange, useUrlParameter } from '../period/page-scope';

/** By which column a table is sorted; in the address as `calls` or, descending, `-calls`. */
export interface Order<Name extends string = string> {
  readonly column: Name;
  readonly descending: boolean;
}

export function parseOrder<Name extends string>(text: string | undefined, columns: readonly Name[], otherwise: Order<Name>): Order<Name> {
  const named = text?.replace(/^-/, '');
  const column = columns.find((name) => name === named);
  if (column === undefined) return otherwise;
  return { column, descending: text?.startsWith('-') === true };
}

export function toOrderParameter({ column, descending }: Order): string {
  return descending ? `-${column}` : column;
}

/** The order after a click on a column's header: its own direction first, then the other. */
export function toNextOrder(current: Order, column: string, descendingFirst: boolean): Order {
  return { column, descending: current.column === column ? !current.descending : descendingFirst };
}

/** The order that the address asks for, and the way to change it. */
export function useUrlOrder<Name extends string>(columns: readonly Name[], otherwise: Order<Name>): [Order<Name>, (order: Order) => void] {
  const order = parseOrder(useUrlParameter('sort'), columns, otherwise);
  const changeUrl = useUrlChange();
  const usual = toOrderParameter(otherwise);
  const change = useCallback(
    (next: Order) => {
      const sort = toOrderParameter(next);
      changeUrl({ sort: sort === usual ? undefined : sort }, { replace: true });
    },
    [changeUrl, usual],
  );
  return [order, change];
}

/** Rows by one value, those without a value last either way. */
export function sortRows<Row>(rows: readonly Row[], read: (row: Row) => string | number | null, descending: boolean): Row[] {
  const direction = descending ? -1 : 1;
  return [...rows].sort((left, right) => {
    const [a, b] = [read(left), read(right)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return a < b ? -direction : a > b ? direction : 0;
  });
}
