/** Index of the last step at or before a time, −1 before the first; the steps are in increasing order of time. */
export function lastStepAt(steps: readonly { time: number }[], time: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (steps[middle]!.time <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
