import { z } from 'zod';
import { InstantOrDay } from './range.contract.js';

/**
 * With which period a figure is compared. `previous`: the equal one that ends where this one begins, in the same unit of
 * the calendar (a fiscal half-year after a fiscal half-year); `last_year`: the same dates a year before, or the same
 * weekdays 52 weeks before where the range is whole weeks.
 */
export const CompareWith = z.enum(['previous', 'last_year', 'none']);
export type CompareWith = z.infer<typeof CompareWith>;

export const compareFields = {
  compare: CompareWith.default('previous'),
  /** any other period, half-open; both or neither, and they win over `compare` */
  compareFrom: InstantOrDay.optional(),
  compareTo: InstantOrDay.optional(),
};
