/**
 * Type 7 quantile (see `quantile`) of values that are already in increasing order, for several quantiles of one sample.
 * @param share from 0 (minimum) to 1 (maximum)
 * @returns null without values
 */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number | null {
  if (sorted.length === 0) return null;
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)]!;
  const above = sorted[Math.ceil(position)]!;
  return Math.min(above, below + (position - Math.floor(position)) * (above - below));
}
