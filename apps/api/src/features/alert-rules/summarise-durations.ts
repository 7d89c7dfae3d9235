import type { RuleDurationsResponse } from '@tenken/shared/alert-rules.contract';
import { quantile } from '@tenken/statistics/quantile';
import { quantileInterval } from '@tenken/statistics/quantile-interval';
import { smallestSampleForQuantile } from '@tenken/statistics/smallest-sample-for-quantile';

/** Lower bounds of the duration bands, seconds; the first band is what METRICS.md calls fleeting. */
const BOUNDS = [0, 300, 900, 3600, 14_400, 86_400] as const;
/** Lower bounds of the bands to acknowledgement, seconds, half-open. */
const ACK_BOUNDS = [0, 60, 300, 900, 1800, 3600] as const;

export interface EpisodeDuration {
  /** null: still open */
  durationSeconds: number | null;
  /** from start to acknowledgement; null: nobody acknowledged */
  ackSeconds: number | null;
}

/**
 * Durations of ended episodes: median with its exact interval, p90 from 36 on, and bands. An episode of exactly
 * 5 minutes is fleeting (METRICS.md: within 5 minutes), so the first band is closed at 300 s; the others are half-open.
 */
export function summariseDurations(
  episodes: readonly EpisodeDuration[],
): Omit<RuleDurationsResponse, 'from' | 'to'> {
  const durations = episodes.flatMap(({ durationSeconds }) => durationSeconds ?? []);
  const acks = episodes.flatMap(({ ackSeconds }) => (ackSeconds === null ? [] : Math.max(0, ackSeconds)));
  const interval = quantileInterval(durations, 0.5);
  const ackInterval = quantileInterval(acks, 0.5);
  return {
    ended: durations.length,
    open: episodes.length - durations.length,
    medianSeconds: quantile(durations, 0.5),
    medianLower: interval?.lower ?? null,
    medianUpper: interval?.upper ?? null,
    p90Seconds: durations.length >= smallestSampleForQuantile(0.9) ? quantile(durations, 0.9) : null,
    medianAckSeconds: quantile(acks, 0.5),
    acknowledged: acks.length,
    bands: BOUNDS.map((fromSeconds, index) => {
      const toSeconds = BOUNDS[index + 1] ?? null;
      return {
        fromSeconds,
        toSeconds,
        episodes: durations.filter((seconds) => bandOf(seconds) === index).length,
      };
    }),
    ack: {
      medianLower: ackInterval?.lower ?? null,
      medianUpper: ackInterval?.upper ?? null,
      p90Seconds: acks.length >= smallestSampleForQuantile(0.9) ? quantile(acks, 0.9) : null,
      bands: ACK_BOUNDS.map((fromSeconds, index) => {
        const toSeconds = ACK_BOUNDS[index + 1] ?? null;
        const isIn = (seconds: number) =>
          seconds >= fromSeconds && (toSeconds === null || seconds < toSeconds);
        return { fromSeconds, toSeconds, episodes: acks.filter(isIn).length };
      }),
    },
  };
}

function bandOf(seconds: number): number {
  if (seconds <= 300) return 0;
  return BOUNDS.findLastIndex((bound) => bound <= seconds);
}
