/**
 * For each instant, how many of `times` lie in the span before it: [at − span, at). Both in order, in the same unit;
 * the span in that unit too. One pass over both.
 */
export function countBefore(times: readonly number[], instants: readonly number[], span: number): number[] {
  let first = 0;
  let end = 0;
  return instants.map((at) => {
    while (end < times.length && (times[end] as number) < at) end += 1;
    while (first < end && (times[first] as number) < at - span) first += 1;
    return end - first;
  });
}
