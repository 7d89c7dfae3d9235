/** At most so many points: what a word-sized picture can show. */
const MOST_POINTS = 28;

/**
 * A rule's firings as a line of `width` × `height`: days are summed into equal stretches, and all rows of a column share
 * `max`, so that they can be compared. Returns null when there is nothing to draw.
 */
export function sparklinePath(
  values: readonly number[],
  max: number,
  width: number,
  height: number,
): string | null {
  if (values.length === 0 || max <= 0) return null;
  const points = sumIntoStretches(values);
  const step = points.length === 1 ? 0 : width / (points.length - 1);
  return points
    .map((value, index) => {
      const x = Math.round(index * step * 10) / 10;
      const y = Math.round((height - (Math.min(value, max) / max) * height) * 10) / 10;
      return `${index === 0 ? 'M' : 'L'}${x} ${y}`;
    })
    .join('');
}

/** The days of a rule summed into the stretches that are drawn. */
export function sumIntoStretches(values: readonly number[]): number[] {
  const size = Math.max(1, Math.ceil(values.length / MOST_POINTS));
  const sums: number[] = [];
  for (let from = 0; from < values.length; from += size) {
    sums.push(values.slice(from, from + size).reduce((sum, value) => sum + value, 0));
  }
  return sums;
}
