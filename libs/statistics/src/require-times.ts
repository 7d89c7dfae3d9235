import { requireArgument } from './require-argument.js';

/** Rejects follow-up times that are negative or not finite (RangeError). */
export function requireTimes(observations: readonly { time: number }[]): void {
  for (const { time } of observations) {
    requireArgument(Number.isFinite(time) && time >= 0, 'a time must be finite and ≥ 0', time);
  }
}
