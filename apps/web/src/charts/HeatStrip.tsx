import { ScrollArea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import classes from './HeatStrip.module.css';
import type { HeatCell, HeatModel } from './prepare/prepareHeat.js';

interface Props {
  model: HeatModel;
  /** The finding, in a sentence. */
  label: string;
  /** `9`: the heading of an hour's column. */
  hourName(hour: number): string;
  /** "Mon 9:00: 4 alerts" */
  cellName(cell: HeatCell): string;
  /** Where a cell leads: the rows that it counts. */
  cellTarget(cell: HeatCell): { to: string; search: Record<string, unknown> };
}

/** Counts by weekday and hour as a table of coloured cells; every cell that counts something leads to its rows. */
export function HeatStrip({ model, label, hourName, cellName, cellTarget }: Props) {
  return (
    // a bar that is seen as long as some hours are not
    <ScrollArea
      type="auto"
      offsetScrollbars="x"
      viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label, className: classes.viewport ?? '' }}
    >
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            {model.hours.map((hour) => (
              <th key={hour} scope="col">
                {hour % 3 === 0 ? hourName(hour) : <span className={classes.hidden}>{hourName(hour)}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {model.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              {row.cells.map((cell) => (
                <td key={cell.hour} data-level={cell.level}>
                  {cell.count > 0 ? (
                    <Link
                      {...(cellTarget(cell) as { to: never; search: never })}
                      aria-label={cellName(cell)}
                      title={cellName(cell)}
                    >
                      {cell.level > 2 || model.max < 10 ? cell.count : ''}
                    </Link>
                  ) : (
                    <span className={classes.hidden}>0</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
