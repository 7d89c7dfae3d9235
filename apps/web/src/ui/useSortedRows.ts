import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import { useT } from '../i18n/useT.js';
import type { DataTableProps } from './DataTable.js';

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

interface SortedRows<Row> {
  rows: readonly Row[];
  directionOf(columnKey: string): 'asc' | 'desc' | null;
  toggle(columnKey: string): void;
}

/** `-key` and `key` as TanStack Table says it, and back. */
export function parseSort(sort: string | null): SortingState {
  if (sort === null || sort === '' || sort === '-') return [];
  return sort.startsWith('-') ? [{ id: sort.slice(1), desc: true }] : [{ id: sort, desc: false }];
}

/** The rows in the order asked for. Text sorts as the language does, numbers in text by value, null last. */
export function useSortedRows<Row>(props: DataTableProps<Row>): SortedRows<Row> {
  const { rows, columns, rowId, onSortChange, sortedByServer = false } = props;
  const { language } = useT();
  const [ownSort, setOwnSort] = useState<string | null>(props.sort ?? null);
  const sort = onSortChange ? (props.sort ?? null) : ownSort;

  const definitions = useMemo(() => {
    const collator = new Intl.Collator(language, { numeric: true });
    return columns.map(
      (column): ColumnDef<typeof features, object> => ({
        id: column.key,
        header: column.header,
        accessorFn: (row) => column.sortValue?.(row as Row) ?? undefined,
        enableSorting: column.sortValue !== undefined,
        sortUndefined: 'last',
        sortFn: (a, b, id) => {
          const left = a.getValue(id);
          const right = b.getValue(id);
          if (typeof left === 'number' && typeof right === 'number') return left - right;
          return collator.compare(String(left ?? ''), String(right ?? ''));
        },
      }),
    );
  }, [columns, language]);

  const sorting = useMemo(() => parseSort(sort), [sort]);
  const table = useTable({
    features,
    columns: definitions,
    data: rows as readonly object[],
    getRowId: (row) => rowId(row as Row),
    state: { sorting },
    manualSorting: sortedByServer,
  });
  const sortedRows = table.getRowModel().rows.map((row) => row.original as Row);

  const directionOf = (key: string) => {
    const current = sorting[0];
    if (current?.id !== key) return null;
    return current.desc ? ('desc' as const) : ('asc' as const);
  };
  // First click in the column's own direction, second the other way, third as the rows came.
  const toggle = (key: string) => {
    const first = columns.find((column) => column.key === key)?.descendingFirst ? `-${key}` : key;
    const second = first === key ? `-${key}` : key;
    const next = sort === first ? second : sort === second ? null : first;
    if (onSortChange) onSortChange(next);
    else setOwnSort(next);
  };
  return { rows: sortedRows, directionOf, toggle };
}
