/** Growth of the buckets of `episode_duration_histograms`: bucket b holds [1.04^b, 1.04^(b+1)) seconds. */
const GROWTH = 1.04;

export interface HistogramBucket {
  bucket: number;
  episodes: number;
}

/**
 * The median in seconds, as the geometric middle of the bucket in which it lies: within 2 % for durations of a second
 * and more. What is shorter (bucket −1) counts as 0. Null without episodes.
 */
export function medianOfHistogram(buckets: readonly HistogramBucket[]): number | null {
  const total = buckets.reduce((sum, { episodes }) => sum + episodes, 0);
  if (total === 0) return null;
  let seen = 0;
  for (const { bucket, episodes } of [...buckets].sort((a, b) => a.bucket - b.bucket)) {
    seen += episodes;
    if (seen * 2 >= total) return bucket < 0 ? 0 : GROWTH ** (bucket + 0.5);
  }
  return null;
}
