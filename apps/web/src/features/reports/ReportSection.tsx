import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Report.module.css';

interface Props {
  id: string;
  title: string;
  children: ReactNode;
}

/** A chapter of a report, with a place that the contents and links can name. */
export function ReportSection({ id, title, children }: Props) {
  return (
    <section aria-labelledby={id} className={classes.section}>
      <Title order={2} size="h4" id={id} className={classes.title}>
        {title}
      </Title>
      {children}
    </section>
  );
}

interface TableProps {
  caption: string;
  /** heading, and whether its cells are numbers */
  columns: readonly { title: string; isNumber?: boolean }[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}

/** A plain table that prints well: a caption, a heading for each column and each row. */
export function ReportTable({ caption, columns, rows }: TableProps) {
  return (
    <div className={classes.tableBox}>
      <table className={classes.table}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ title, isNumber }) => (
              <th key={title} scope="col" data-number={isNumber || undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, index) =>
                index === 0 ? (
                  <th key={columns[index]?.title} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={columns[index]?.title} data-number={columns[index]?.isNumber || undefined}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
