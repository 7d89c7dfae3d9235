import { requireArgument } from './require-argument.js';

/**
 * Natural logarithms of durations in seconds. A duration of 0 counts as 1 second: it has no logarithm, and the
 * clocks behind it rarely resolve less. RangeError for a negative duration or one that is not finite.
 */
export function logSeconds(durations: readonly number[]): number[] {
  return durations.map((seconds) => {
    requireArgument(Number.isFinite(seconds) && seconds >= 0, 'a duration must be finite and ≥ 0', seconds);
    return seconds === 0 ? 0 : Math.log(seconds);
  });
}
