/**
 * Where a key leads from a cell [row, column] of a grid; null for keys that do not move. Home and End go to the ends of
 * the row, with Ctrl to the first and the last cell. Edges stop.
 */
export function moveCell(
  [row, column]: readonly [number, number],
  key: string,
  ctrl: boolean,
  rows: number,
  columns: number,
): [number, number] | null {
  const to = (nextRow: number, nextColumn: number): [number, number] => [
    Math.max(0, Math.min(rows - 1, nextRow)),
    Math.max(0, Math.min(columns - 1, nextColumn)),
  ];
  switch (key) {
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'Home':
      return to(ctrl ? 0 : row, 0);
    case 'End':
      return to(ctrl ? rows - 1 : row, columns - 1);
    default:
      return null;
  }
}
