import { z } from 'zod';
import { MetricDefinition } from './metric-definition.contract.js';
import { CommaList } from './range.contract.js';

/** A month of UTC, `2026-10`. */
const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month, as 2026-10');
const Seconds = z.number().nullable();

/**
 * GET /api/v1/metrics/alert-durations. Months of UTC, half-open [from, to); without them the last 24 with the current one.
 * Its rows: /api/v1/episodes?ruleService=<id or none>&from=<month>-01&to=<next month>-01, `open=0` those that count, `open=1`
 * those that do not.
 */
export const AlertDurationsQuery = z.strictObject({
  from: Month.optional(),
  to: Month.optional(),
  /** ids, keys or names of services; without it all, and the rules without one */
  service: CommaList.optional(),
  /** ids, keys or names of teams: the services of these alone */
  team: CommaList.optional(),
  language: z.enum(['en', 'ja']).default('en'),
});
export type AlertDurationsQuery = z.infer<typeof AlertDurationsQuery>;

export const AlertDurationsResponse = z.object({
  definition: MetricDefinition,
  from: Month,
  to: Month,
  /** by name, the rules without a service last; a month without alerts is left out */
  services: z.array(
    z.object({
      id: z.string().nullable(),
      name: z.string().nullable(),
      months: z.array(
        z.object({
          month: Month,
          /** not over yet */
          unfinished: z.boolean(),
          /** ended alerts that started in it */
          n: z.number().int(),
          /** alerts that started in it and still fire: not in the figures */
          open: z.number().int().default(0),
          medianSeconds: Seconds,
          /** null for so few that it cannot be told */
          p90Seconds: Seconds,
        }),
      ),
    }),
  ),
});
export type AlertDurationsResponse = z.infer<typeof AlertDurationsResponse>;
