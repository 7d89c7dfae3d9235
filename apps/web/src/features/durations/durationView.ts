import type { DurationMetricOrPair } from '@tenken/shared/duration-metric.contract';
import {
  type DurationGroupBy,
  DurationInclude,
  type DurationReason,
  type DurationState,
} from '@tenken/shared/durations.contract';
import type { MetricBucket } from '@tenken/shared/metric-bucket.contract';
import type { Language } from '../../i18n/language.js';
import { daysBetween } from '../../time/isoDay.js';
import type { RowsTarget } from '../../ui/RowsLink.js';
import type { Comparison } from '../../url/comparison.js';

/** Whose incidents, of which days. */
export interface DurationScope {
  from: string;
  to: string;
  timeZone: string;
  serviceIds: string[];
  teamId: string | null;
  language: Language;
  /** what else narrows the incidents, in the words of the API */
  filters: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** What the reader chose to see. */
export interface DurationView {
  metric: DurationMetricOrPair;
  bucket: MetricBucket;
  groupBy: DurationGroupBy | undefined;
  /** classes that count on request */
  include: DurationInclude[];
  comparison: Comparison;
  /** the first month of the fiscal year, for the names of its periods */
  fiscalStart: number;
}

/** Which of the incidents behind a number; instants or days, half-open; none = those of the scope. */
export interface DurationRows {
  state?: DurationState | undefined;
  reason?: DurationReason | undefined;
  from?: string | undefined;
  to?: string | undefined;
  group?: string | undefined;
}

/** The address of rows; the page knows it. */
export type RowsOf = (rows: DurationRows) => RowsTarget;

/** Periods that give a dozen or so of them: weeks up to half a year, months up to three, then quarters. */
export function bucketFor(range: { from: string; to: string }): MetricBucket {
  const days = daysBetween(range.from, range.to);
  if (days <= 14) return 'day';
  if (days <= 190) return 'week';
  return days <= 1100 ? 'month' : 'quarter';
}

/** True for reasons that a click can put back. */
export function isIncludable(reason: DurationReason): reason is DurationInclude {
  return (DurationInclude.options as readonly string[]).includes(reason);
}
