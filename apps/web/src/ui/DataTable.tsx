import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useT } from '../i18n/useT.js';
import { EmptyNote, type NoteText } from './DataState.js';
import classes from './DataTable.module.css';
import { DataTableRow } from './DataTableRow.js';
import { useSortedRows } from './useSortedRows.js';
import { useTableKeys } from './useTableKeys.js';

export interface DataColumn<Row> {
  key: string;
  header: string;
  cell(row: Row): ReactNode;
  /** Makes the column sortable. Null (not known) sorts last either way. */
  sortValue?(row: Row): string | number | null;
  /** First click sorts from high to low. */
  descendingFirst?: boolean;
  /** `right` for numbers and durations. */
  align?: 'left' | 'right';
  width?: number | string;
  /** The cell that names the row (`<th scope="row">`); usually the first. */
  rowHeader?: boolean;
  /** The heading is for screen readers only (buttons). */
  hideHeader?: boolean;
}

export interface TableSelection {
  selected: ReadonlySet<string>;
  onChange(selected: ReadonlySet<string>): void;
}

export interface DataTableProps<Row> {
  /** The accessible name of the table. */
  label: string;
  /** Keep the array the same while the data is: rows are memoised by it. */
  rows: readonly Row[];
  rowId(row: Row): string;
  /** How screen readers call a row (its check box). Default: its id. */
  rowLabel?(row: Row): string;
  /** Made once, or by useMemo: a new array draws every row again. */
  columns: readonly DataColumn<Row>[];
  /** `key` or `-key` (descending), usually from the address; null = as the rows come. */
  sort?: string | null;
  /** Without it the table keeps its own order. */
  onSortChange?(sort: string | null): void;
  /** The server has sorted; the headings only ask. */
  sortedByServer?: boolean;
  selection?: TableSelection;
  /** Enter and double click; a row then needs a link in it for the mouse and for screen readers. */
  onOpen?(row: Row): void;
  /** The row that the keys act on; without `onActiveChange` the table keeps it itself. */
  activeId?: string | null;
  onActiveChange?(id: string | null): void;
  /** `j`, `k`, `x`, Shift+J, Shift+K, Enter for the whole page (default). False where a page has several tables. */
  pageKeys?: boolean;
  /** Shown when there are no rows. */
  empty?: NoteText;
  /** How tall it may grow before it scrolls by itself. */
  maxHeight?: number | string;
  /** Marks a row with the data attribute `data-tone` (for example 'quiet'). */
  rowTone?(row: Row): string | undefined;
  /** Rows with the same group stand together under its heading; the rows must come in the order of the groups. */
  groupOf?(row: Row): string;
}

/**
 * A table of rows: real table markup, sortable headings with aria-sort, sticky heading, selection, one tab
 * stop for the rows, and keys. Rows are memoised.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rowId, selection, onOpen } = props;
  const t = useT();
  const sorted = useSortedRows(props);
  const ids = sorted.rows.map(rowId);
  const keys = useTableKeys({ ...props, rows: sorted.rows, ids });

  if (props.rows.length === 0) return <EmptyNote {...(props.empty ?? { title: t('ui.state.empty') })} />;

  const selectedHere = selection ? ids.filter((id) => selection.selected.has(id)).length : 0;
  const toggleAll = () => {
    if (!selection) return;
    const next = new Set(selection.selected);
    for (const id of ids) {
      if (selectedHere === ids.length) next.delete(id);
      else next.add(id);
    }
    selection.onChange(next);
  };

  return (
    <section
      className={classes.scroll}
      style={{ maxHeight: props.maxHeight }}
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table className={classes.table} aria-label={props.label} aria-rowcount={props.rows.length + 1}>
        <thead>
          <tr>
            {selection && (
              <th scope="col" className={classes.check}>
                <Checkbox
                  size="xs"
                  aria-label={t('ui.table.selectAll')}
                  checked={selectedHere === ids.length}
                  indeterminate={selectedHere > 0 && selectedHere < ids.length}
                  onChange={toggleAll}
                />
              </th>
            )}
            {columns.map((column) => (
              <Heading
                key={column.key}
                column={column}
                direction={sorted.directionOf(column.key)}
                onSort={column.sortValue ? () => sorted.toggle(column.key) : undefined}
              />
            ))}
          </tr>
        </thead>
        <tbody ref={keys.bodyRef} onKeyDown={keys.onKeyDown as (event: KeyboardEvent) => void}>
          {sorted.rows.map((row, index) => {
            const id = ids[index] as string;
            const group = props.groupOf?.(row);
            const before = index > 0 ? props.groupOf?.(sorted.rows[index - 1] as Row) : undefined;
            const line = (
              <DataTableRow
                key={id}
                id={id}
                row={row}
                columns={columns}
                label={selection ? t('ui.table.selectRow', { row: props.rowLabel?.(row) ?? id }) : null}
                tone={props.rowTone?.(row)}
                selected={selection ? selection.selected.has(id) : null}
                active={keys.activeId === id}
                tabStop={keys.activeId === id || (keys.activeIndex < 0 && index === 0)}
                onActivate={keys.activate}
                onToggle={keys.toggle}
                onOpen={onOpen ? keys.open : undefined}
              />
            );
            if (group === undefined || group === before) return line;
            return [
              <tr key={`group ${group}`} className={classes.group}>
                <th scope="rowgroup" colSpan={columns.length + (selection ? 1 : 0)}>
                  {group}
                </th>
              </tr>,
              line,
            ];
          })}
        </tbody>
      </table>
    </section>
  );
}

interface HeadingProps<Row> {
  column: DataColumn<Row>;
  direction: 'asc' | 'desc' | null;
  onSort?: () => void;
}

function Heading<Row>({ column, direction, onSort }: HeadingProps<Row>) {
  const ariaSort = direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : 'none';
  const Icon = direction === 'asc' ? IconArrowUp : direction === 'desc' ? IconArrowDown : IconArrowsSort;
  return (
    <th
      scope="col"
      aria-sort={onSort ? ariaSort : undefined}
      style={{ width: column.width, textAlign: column.align ?? 'left' }}
    >
      {onSort ? (
        <button
          type="button"
          className={classes.sort}
          onClick={onSort}
          data-on={direction !== null || undefined}
        >
          {column.header}
          <Icon size={14} aria-hidden />
        </button>
      ) : (
        <span className={column.hideHeader ? classes.hidden : undefined}>{column.header}</span>
      )}
    </th>
  );
}
