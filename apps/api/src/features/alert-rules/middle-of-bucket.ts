/** Growth of the buckets of `episode_duration_histograms`: bucket b holds [1.04^b, 1.04^(b+1)) seconds. */
const GROWTH = 1.04;

/**
 * Seconds at the geometric middle of a bucket: within 2 % for durations of a second and more. What is shorter
 * (bucket −1) counts as 0.
 */
export function middleOfBucket(bucket: number): number {
  return bucket < 0 ? 0 : GROWTH ** (bucket + 0.5);
}
