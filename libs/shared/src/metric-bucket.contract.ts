import { z } from 'zod';

/** Periods of the calendar in the query's zone; weeks begin on Monday. */
export const MetricBucket = z.enum(['day', 'week', 'month', 'quarter', 'fiscal_quarter', 'year']);
export type MetricBucket = z.infer<typeof MetricBucket>;

/** How a range is cut; without `bucket` it is one period. */
export const bucketFields = {
  bucket: MetricBucket.optional(),
  /** first month of the fiscal year, for `fiscal_quarter` */
  fiscalYearStartsIn: z.coerce.number().int().min(1).max(12).default(4),
};
