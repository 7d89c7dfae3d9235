export interface HeatCell {
  /** 1 = Monday */
  weekday: number;
  hour: number;
  count: number;
  /** 0 none, 1 to 4 by quarters of the largest count. */
  level: number;
}

export interface HeatModel {
  hours: number[];
  max: number;
  rows: { key: number; name: string; cells: HeatCell[] }[];
}

/** Counts per weekday (Monday first) and hour as a grid, in rows named by `weekdayNames` beginning at `firstDay`. */
export function prepareHeat(
  weekdays: readonly (readonly number[])[],
  weekdayNames: readonly string[],
  firstDay = 1,
): HeatModel {
  const max = Math.max(0, ...weekdays.flat());
  const order = [0, 1, 2, 3, 4, 5, 6].map((offset) => ((firstDay - 1 + offset) % 7) + 1);
  return {
    hours: Array.from({ length: 24 }, (_, hour) => hour),
    max,
    rows: order.map((weekday) => ({
      key: weekday,
      name: weekdayNames[weekday - 1] ?? String(weekday),
      cells: (weekdays[weekday - 1] ?? []).map((count, hour) => ({
        weekday,
        hour,
        count,
        level: count === 0 ? 0 : Math.ceil((count / max) * 4),
      })),
    })),
  };
}

/** The busiest weekday and hour; null when nothing is counted. The first one counts where several are equal. */
export function busiestCell(model: HeatModel): HeatCell | null {
  const cells = model.rows.flatMap((row) => row.cells);
  const busiest = cells.reduce<HeatCell | null>(
    (best, cell) => (cell.count > (best?.count ?? 0) ? cell : best),
    null,
  );
  return busiest;
}
