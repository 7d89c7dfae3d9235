/** How much of [from, to) lies before `at`, 0 to 1. */
export function shareOfRange(from: Date, to: Date, at: Date): number {
  const length = to.getTime() - from.getTime();
  if (length <= 0) return 1;
  return Math.min(Math.max((at.getTime() - from.getTime()) / length, 0), 1);
}
