import { Checkbox } from '@mantine/core';
import { memo } from 'react';
import type { DataColumn } from './DataTable.js';
import classes from './DataTable.module.css';

interface Props<Row> {
  id: string;
  row: Row;
  columns: readonly DataColumn<Row>[];
  /** The name of its check box. */
  label: string | null;
  tone?: string;
  selected: boolean | null;
  active: boolean;
  tabStop: boolean;
  onActivate(id: string): void;
  onToggle(id: string): void;
  onOpen?(id: string): void;
}

function Row<Data>(props: Props<Data>) {
  const { id, row, columns, selected, active } = props;
  return (
    <tr
      data-row-id={id}
      data-active={active || undefined}
      data-selected={selected || undefined}
      data-tone={props.tone}
      tabIndex={props.tabStop ? 0 : -1}
      onFocus={(event) => {
        if (event.target === event.currentTarget) props.onActivate(id);
      }}
      onClick={() => props.onActivate(id)}
      onDoubleClick={props.onOpen ? () => props.onOpen?.(id) : undefined}
    >
      {selected !== null && (
        <td className={classes.check}>
          <Checkbox
            size="xs"
            aria-label={props.label ?? id}
            checked={selected}
            onChange={() => props.onToggle(id)}
          />
        </td>
      )}
      {columns.map((column) => {
        const className = column.align === 'right' ? classes.number : undefined;
        return column.rowHeader ? (
          <th key={column.key} scope="row" className={className}>
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.key} className={className}>
            {column.cell(row)}
          </td>
        );
      })}
    </tr>
  );
}

/**
 * One row; drawn again only when itself, its columns or its state change. The callbacks are not compared:
 * they read the newest state when they run.
 */
export const DataTableRow = memo(
  Row,
  (before, after) =>
    before.row === after.row &&
    before.columns === after.columns &&
    before.selected === after.selected &&
    before.active === after.active &&
    before.tabStop === after.tabStop &&
    before.tone === after.tone &&
    before.label === after.label,
) as typeof Row;
