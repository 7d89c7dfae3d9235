const LINE_HEIGHT = 14;

/** Heights for the names at the ends of lines: beside their lines, pushed apart so that none lies on another. */
export function placeEndLabels(heights: readonly number[], room: { least: number; most: number }): number[] {
  const order = heights.map((_, index) => index).sort((a, b) => heights[a]! - heights[b]!);
  const placed = [...heights];
  let floor = room.least;
  for (const index of order) {
    placed[index] = Math.max(floor, heights[index]!);
    floor = placed[index] + LINE_HEIGHT;
  }
  let ceiling = room.most;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(ceiling, placed[index]!);
    ceiling = placed[index] - LINE_HEIGHT;
  }
  return placed;
}
