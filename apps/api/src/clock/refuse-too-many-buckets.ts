import type { MetricBucket } from '@tenken/shared/metric-bucket.contract';
import { DomainError } from '../errors/domain-error.js';

const MOST_BUCKETS = 800;
const SHORTEST_DAYS: Record<MetricBucket, number> = {
  day: 1,
  week: 7,
  month: 28,
  quarter: 90,
  half_year: 181,
  year: 365,
  fiscal_quarter: 89,
  fiscal_half_year: 181,
  fiscal_year: 365,
};

/** Throws `invalid` when a range would be cut into more periods than an answer can hold or a person can read. */
export function refuseTooManyBuckets(
  bucket: MetricBucket | undefined,
  range: { from: Date; to: Date },
): void {
  if (bucket === undefined) return;
  const days = (range.to.getTime() - range.from.getTime()) / 86_400_000;
  if (days / SHORTEST_DAYS[bucket] <= MOST_BUCKETS) return;
  const message = `would cut the range into more than ${MOST_BUCKETS} periods`;
  throw DomainError.invalid('bucket', message, 'too_many_buckets');
}
