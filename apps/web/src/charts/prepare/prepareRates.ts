import { type BucketLabelFormat, bucketAxisLabel } from './bucketLabel.js';

/** A count as a rate per week in one period; null where nothing of it has passed. */
export interface RateBucket {
  from: string;
  to: string;
  n: number;
  perWeek: number | null;
  perWeekLower: number | null;
  perWeekUpper: number | null;
  unfinished: boolean;
}

export interface RateSlot extends RateBucket {
  index: number;
  label: string;
  year: string | null;
  /** the interval reaches beyond the axis */
  cut: boolean;
}

export interface RatesModel {
  slots: RateSlot[];
  xTicks: number[];
  yTicks: number[];
}

const MOST_LABELS = 13;
const STEPS = [0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2500];

/**
 * Rates on an axis from 0. It holds every rate, and intervals up to twice the highest one: those of short periods with
 * hardly an incident reach far beyond and would press everything else to the ground, so they are cut and marked.
 * `shared` = the periods of all pictures that must have one axis, `most` = another value that must be on it.
 */
export function prepareRates(
  buckets: readonly RateBucket[],
  format: BucketLabelFormat,
  shared: readonly RateBucket[] = buckets,
  most = 0,
): RatesModel {
  const highest = Math.max(most, ...shared.map(({ perWeek }) => perWeek ?? 0));
  const upper = Math.max(most, ...shared.map(({ perWeekUpper }) => perWeekUpper ?? 0));
  const top = highest === 0 ? upper : Math.min(upper, highest * 2);
  const step = STEPS.find((candidate) => top / candidate <= 5) ?? top / 5;
  const last = Math.max(1, Math.ceil(top / step - 1e-9));
  const yTicks = Array.from({ length: last + 1 }, (_, index) => Number((index * step).toPrecision(12)));
  const every = Math.max(1, Math.ceil(buckets.length / MOST_LABELS));
  return {
    slots: buckets.map((bucket, index) => {
      const { main, year } = bucketAxisLabel(bucket.from, format);
      return { ...bucket, index, label: main, year, cut: (bucket.perWeekUpper ?? 0) > (yTicks.at(-1) ?? 0) };
    }),
    xTicks: buckets.map((_, index) => index).filter((index) => index % every === 0),
    yTicks,
  };
}
