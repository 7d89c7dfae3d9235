import { z } from 'zod';
import { InstantField } from './incidents.contract.js';

export const DurationMetric = z.enum(['ttd', 'tta', 'ttm', 'ttr', 'ttr_from_detection']);
export type DurationMetric = z.infer<typeof DurationMetric>;

/** From which instant to which (METRICS.md section 2). */
export const DURATION_FIELDS: Record<DurationMetric, readonly [from: InstantField, to: InstantField]> = {
  ttd: ['startedAt', 'detectedAt'],
  tta: ['detectedAt', 'acknowledgedAt'],
  ttm: ['startedAt', 'mitigatedAt'],
  ttr: ['startedAt', 'resolvedAt'],
  ttr_from_detection: ['detectedAt', 'resolvedAt'],
};

/** Any two instants, in the order in which they usually happen: `declaredAt-mitigatedAt`. */
export type DurationPair = `${InstantField}-${InstantField}`;

/** The 21 pairs. */
export const DURATION_PAIRS = InstantField.options.flatMap((from, index) =>
  InstantField.options.slice(index + 1).map((to): DurationPair => `${from}-${to}`),
);

/** A metric with a name, or any two instants. */
export const DurationMetricOrPair = z.enum([...DurationMetric.options, ...DURATION_PAIRS]);
export type DurationMetricOrPair = z.infer<typeof DurationMetricOrPair>;

/** From which instant to which a duration goes. */
export function durationFields(
  metric: DurationMetricOrPair,
): readonly [from: InstantField, to: InstantField] {
  const named = DurationMetric.safeParse(metric);
  if (named.success) return DURATION_FIELDS[named.data];
  const [from, to] = metric.split('-');
  return [InstantField.parse(from), InstantField.parse(to)];
}
