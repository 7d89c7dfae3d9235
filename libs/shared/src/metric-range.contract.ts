import { z } from 'zod';
import { CommaList, rangeFields } from './range.contract.js';

/** What every metric of incidents and action items can be narrowed to. Several values of one filter mean "any of". */
export const metricScopeFields = {
  ...rangeFields,
  /** ids, keys or names of services; their components count as well */
  service: CommaList.optional(),
  /** ids, keys or names of teams: the incident's own, or the team of one of its services */
  team: CommaList.optional(),
  /** SEV1 … SEV4, `none` = not set */
  severity: CommaList.pipe(z.array(z.enum(['SEV1', 'SEV2', 'SEV3', 'SEV4', 'none']))).optional(),
  /** of the definition's text */
  language: z.enum(['en', 'ja']).default('en'),
};

/** A share with its 95 % Wilson interval and its base. */
export const ShareOfMetric = z.object({
  value: z.number(),
  lower: z.number(),
  upper: z.number(),
  n: z.number().int(),
});
export type ShareOfMetric = z.infer<typeof ShareOfMetric>;
