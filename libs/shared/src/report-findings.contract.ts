import { z } from 'zod';
import { Instant } from './field.contract.js';

const Count = z.number().int();
const Value = z.number().nullable();
const Interval = { lower: Value, upper: Value };

/** The same in both languages, so that a report can be read in either for ever. */
export const Texts = z.object({ en: z.string(), ja: z.string() });
export type Texts = z.infer<typeof Texts>;

/** A share with its Wilson interval. */
export const ReportShare = z.object({ value: z.number(), lower: z.number(), upper: z.number(), n: Count });
export type ReportShare = z.infer<typeof ReportShare>;

export const ReportVerdict = z.enum(['lower', 'higher', 'no_clear_change', 'too_few']);

/**
 * A sentence, how sure it is and what it rests on. `topic` names the question (`time_to_restore`, `incident_rate`,
 * `recurrence`, `action_items`, `detection`, `postmortems`, `no_data`), `tone` how a reader may mark it.
 */
export const ReportFinding = z.object({
  topic: z.string(),
  tone: z.enum(['better', 'worse', 'steady', 'attention', 'unknown']),
  text: Texts,
  sureness: Texts,
  basis: Texts,
  /** where the page shows it: names of figures (`durations/ttr_median/all`) */
  figures: z.array(z.string()),
});
export type ReportFinding = z.infer<typeof ReportFinding>;

/** Against the previous period of the same kind, or the same period a year before. */
const compared = {
  with: z.enum(['previous', 'last_year']),
  verdict: ReportVerdict.nullable(),
  /** why there is no verdict: `unfinished`, `longer_follow_up` */
  reason: z.string().nullable(),
  n: Count,
  previousN: Count,
  previousFrom: Instant,
  previousTo: Instant,
};

/** Rate ratio (this ÷ the other) with its exact interval. */
export const ReportRateComparison = z.object({ ...compared, ratio: Value, ...Interval, pValue: Value });
export type ReportRateComparison = z.infer<typeof ReportRateComparison>;

/** Ratio of geometric means with its interval, and the smallest decrease that so many could have shown. */
export const ReportDurationComparison = z.object({
  ...compared,
  ratio: Value,
  ...Interval,
  smallestDetectableChange: Value,
  medianSeconds: Value,
  previousMedianSeconds: Value,
});
export type ReportDurationComparison = z.infer<typeof ReportDurationComparison>;

/** Two shares by Fisher's exact test; those of action items are judged by their pace instead (log-rank). */
export const ReportShareComparison = z.object({
  ...compared,
  share: ReportShare.nullable(),
  previousShare: ReportShare.nullable(),
  pValue: Value,
  pace: z
    .object({
      verdict: z.enum(['slower', 'faster', 'no_clear_change', 'too_few']),
      pValue: z.number(),
      observed: Count,
      expected: z.number(),
    })
    .nullable()
    .optional(),
});
export type ReportShareComparison = z.infer<typeof ReportShareComparison>;
