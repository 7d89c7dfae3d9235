import type { Language } from '../../i18n/language.js';
import { type BucketLabelFormat, bucketAxisLabel } from './bucketLabel.js';
import { durationTicks, formatTick } from './durationTicks.js';
import { placeMarks } from './placeMarks.js';

/** The part of a group's answer that the chart draws; seconds, null where there is no figure. */
export interface DistributionBucket {
  from: string;
  to: string;
  unfinished: boolean;
  partial: boolean;
  n: number;
  open: number;
  medianSeconds: number | null;
  medianLower: number | null;
  medianUpper: number | null;
  p90Seconds: number | null;
  p90Lower: number | null;
}
export interface DistributionPoint {
  id: string;
  title: string;
  at: string;
  seconds: number;
  open: boolean;
}

/** One period on the axis. `median` is drawn only where it has an exact interval. */
export interface DistributionSlot {
  index: number;
  label: string;
  /** a second line below the label, where its name has a year */
  year: string | null;
  from: string;
  to: string;
  n: number;
  open: number;
  median: number | null;
  lower: number | null;
  upper: number | null;
  p90: number | null;
  /** not over, or with open incidents: hatched */
  unfinished: boolean;
  tooFew: boolean;
}

/** One incident: `x` in slots (slot 0 from −0.5 to 0.5) by its time within the period, `y` in seconds from 1 up. */
export interface DistributionDot {
  id: string;
  title: string;
  x: number;
  y: number;
  seconds: number;
  open: boolean;
}

export interface DistributionModel {
  slots: DistributionSlot[];
  dots: DistributionDot[];
  ticks: { value: number; label: string }[];
  domain: [number, number];
  xTicks: number[];
}

/** At most so many names of periods on the axis. */
const MOST_LABELS = 13;
const SLOT_MARGIN = 0.12;

/**
 * What the picture of a distribution shows: every incident a dot on a logarithmic axis, per period the median with its
 * interval (none below six: the dots say what there is), p90 where it has an interval. `shared` = the durations of all
 * pictures that must have one axis.
 */
export function prepareDistribution(
  buckets: readonly DistributionBucket[],
  points: readonly DistributionPoint[],
  format: BucketLabelFormat & { language: Language },
  shared: readonly number[] = points.map((point) => point.seconds),
): DistributionModel {
  const slots = buckets.map((bucket, index): DistributionSlot => {
    const tooFew = bucket.n + bucket.open < 6;
    const { main, year } = bucketAxisLabel(bucket.from, format);
    return {
      index,
      label: main,
      year,
      from: bucket.from,
      to: bucket.to,
      n: bucket.n,
      open: bucket.open,
      median: tooFew ? null : bucket.medianSeconds,
      lower: tooFew ? null : bucket.medianLower,
      upper: tooFew ? null : bucket.medianUpper,
      p90: bucket.p90Lower === null ? null : bucket.p90Seconds,
      unfinished: bucket.unfinished,
      tooFew,
    };
  });
  const { ticks, domain } = durationTicks(shared);
  const step = Math.ceil(slots.length / MOST_LABELS);
  return {
    slots,
    dots: placeDots(buckets, points),
    ticks: ticks.map((value) => ({ value, label: formatTick(value, format.language) })),
    domain,
    xTicks: slots.map((slot) => slot.index).filter((index) => index % Math.max(1, step) === 0),
  };
}

function placeDots(
  buckets: readonly DistributionBucket[],
  points: readonly DistributionPoint[],
): DistributionDot[] {
  return placeMarks(buckets, points, SLOT_MARGIN).map(({ x, thing: { id, title, seconds, open } }) => ({
    id,
    title,
    x,
    y: Math.max(1, seconds),
    seconds,
    open,
  }));
}
