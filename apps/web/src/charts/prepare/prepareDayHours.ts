export interface DayHourCell {
  day: string;
  hour: number;
  count: number;
  /** 1 to 4 by quarters of the largest count */
  level: number;
  /** its column and row in the grid, from 0 */
  column: number;
}

export interface DayHourModel {
  /** the days of the columns, oldest first */
  days: string[];
  /** only cells that count something, by day and hour */
  cells: DayHourCell[];
  total: number;
  max: number;
}

/** The newest `most` days as columns of 24 hours. */
export function prepareDayHours(
  days: readonly { day: string; hours: readonly number[] }[],
  most: number,
): DayHourModel {
  const shown = days.slice(-most);
  const max = Math.max(0, ...shown.flatMap(({ hours }) => hours));
  const cells = shown.flatMap(({ day, hours }, column) =>
    hours.flatMap((count, hour) =>
      count > 0 ? [{ day, hour, count, column, level: Math.ceil((count / max) * 4) }] : [],
    ),
  );
  return {
    days: shown.map(({ day }) => day),
    cells,
    total: cells.reduce((sum, cell) => sum + cell.count, 0),
    max,
  };
}

/** The nearest cell from `active` in a direction (in columns or hours) that counts something; null: there is none. */
export function nextCell(
  cells: readonly DayHourCell[],
  active: DayHourCell | null,
  direction: 'left' | 'right' | 'up' | 'down',
): DayHourCell | null {
  if (active === null) return cells[0] ?? null;
  const sign = direction === 'left' || direction === 'up' ? -1 : 1;
  const sideways = direction === 'left' || direction === 'right';
  let best: DayHourCell | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const cell of cells) {
    const columns = cell.column - active.column;
    const hours = cell.hour - active.hour;
    const along = (sideways ? columns : hours) * sign;
    if (along <= 0) continue;
    // what lies straight ahead comes before what lies aside
    const distance = along + Math.abs(sideways ? hours : columns) * 3;
    if (distance < bestDistance) {
      best = cell;
      bestDistance = distance;
    }
  }
  return best;
}
