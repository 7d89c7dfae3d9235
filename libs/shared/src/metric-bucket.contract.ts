import { z } from 'zod';

/**
 * Periods of the calendar in the query's zone; weeks begin on Monday, half-years in January and July. The fiscal ones
 * are counted from the first month of the fiscal year.
 */
export const MetricBucket = z.enum([
  'day',
  'week',
  'month',
  'quarter',
  'half_year',
  'year',
  'fiscal_quarter',
  'fiscal_half_year',
  'fiscal_year',
]);
export type MetricBucket = z.infer<typeof MetricBucket>;

/** How a range is cut; without `bucket` it is one period. */
export const bucketFields = {
  bucket: MetricBucket.optional(),
  /** first month of the fiscal year, for the fiscal periods; default: the setting `fiscalYearStartsIn` */
  fiscalYearStartsIn: z.coerce.number().int().min(1).max(12).optional(),
};
