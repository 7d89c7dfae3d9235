import { requireArgument } from './require-argument.js';

/**
 * Natural logarithms of durations in seconds. A duration under 1 second counts as 1 second: 0 has no logarithm, the
 * clocks behind it rarely resolve less, and a few milliseconds would outweigh everything else as an outlier on the
 * log scale. RangeError for a negative duration or one that is not finite.
 */
export function logSeconds(durations: readonly number[]): number[] {
  return durations.map((seconds) => {
    requireArgument(Number.isFinite(seconds) && seconds >= 0, 'a duration must be finite and ≥ 0', seconds);
    return seconds < 1 ? 0 : Math.log(seconds);
  });
}
