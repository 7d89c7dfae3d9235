import { Text } from '@mantine/core';
import { type CSSProperties, type KeyboardEvent, type ReactNode, useState } from 'react';
import { RowsLink, type RowsTarget } from '../ui/RowsLink.js';
import { useOpenRows } from '../ui/useOpenRows.js';
import classes from './DayHourStrip.module.css';
import { type DayHourCell, type DayHourModel, nextCell } from './prepare/prepareDayHours.js';

interface Props {
  model: DayHourModel;
  /** The finding, in a sentence. */
  label: string;
  dayName(day: string): string;
  /** "Mon 12 Oct 9:00: 4 alerts" */
  cellName(cell: DayHourCell): string;
  cellTarget(cell: DayHourCell): RowsTarget;
  /** What is said while no cell is pointed at. */
  hint: ReactNode;
}

const HOURS_NAMED = [0, 6, 12, 18];
const DIRECTIONS = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' } as const;

/**
 * Days as columns of 24 hours. Cells are too small for a finger: the one that is pointed at, or reached with the arrow
 * keys, is named below with a link to its rows. Its table twin is the strip by weekday.
 */
export function DayHourStrip({ model, label, dayName, cellName, cellTarget, hint }: Props) {
  const openRows = useOpenRows();
  const [active, setActive] = useState<DayHourCell | null>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key as keyof typeof DIRECTIONS];
    if (direction !== undefined) setActive(nextCell(model.cells, active, direction) ?? active);
    else if (event.key === 'Enter' && active) openRows(cellTarget(active));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div>
      {/* biome-ignore lint/a11y/useSemanticElements: not a set of fields */}
      <div
        className={classes.scroll}
        role="group"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys go from cell to cell
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className={classes.grid} style={{ '--days': model.days.length } as CSSProperties}>
          {HOURS_NAMED.map((hour) => (
            <span key={hour} className={classes.hour} style={{ gridRow: hour + 1 }} aria-hidden>
              {hour}
            </span>
          ))}
          {model.days.map((day, column) => (
            <span key={day} className={classes.back} style={{ gridColumn: column + 2 }} aria-hidden />
          ))}
          {model.cells.map((cell) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: the link below and the strip by weekday do the same
            // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys and Enter of the strip
            <span
              key={`${cell.day} ${cell.hour}`}
              className={classes.cell}
              style={{ gridColumn: cell.column + 2, gridRow: cell.hour + 1 }}
              data-level={cell.level}
              data-active={cell === active || undefined}
              title={cellName(cell)}
              onPointerEnter={() => setActive(cell)}
              onClick={() => openRows(cellTarget(cell))}
            />
          ))}
          {model.days.map((day, column) =>
            column % 14 === 0 && column < model.days.length - 3 ? (
              <span
                key={day}
                className={classes.day}
                style={{ gridColumn: `${column + 2} / span ${Math.min(14, model.days.length - column)}` }}
                aria-hidden
              >
                {dayName(day)}
              </span>
            ) : null,
          )}
        </div>
      </div>
      <Text size="sm" component="div" className={classes.readout} role="status" aria-live="polite">
        {active === null ? hint : <RowsLink target={cellTarget(active)}>{cellName(active)}</RowsLink>}
      </Text>
    </div>
  );
}
