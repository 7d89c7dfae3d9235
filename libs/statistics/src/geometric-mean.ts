import { logSeconds } from './log-seconds.js';
import { sum } from './sum.js';

/**
 * Geometric mean of durations in seconds: exp of the mean of the logs, a duration under 1 second counting as 1 second.
 * @returns seconds; null without durations; RangeError for a negative duration or one that is not finite
 */
export function geometricMean(seconds: readonly number[]): number | null {
  if (seconds.length === 0) return null;
  return Math.exp(sum(logSeconds(seconds)) / seconds.length);
}
