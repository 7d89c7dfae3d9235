import type { AlertRuleMetricsRow, Proportion } from '@tenken/shared/alert-rules.contract';
import { isOneOf } from '../../ui/isOneOf.js';

/** How many of the base a share stands for: 15 of 40. */
export function partOf(proportion: Proportion): number {
  return Math.round(proportion.value * proportion.n);
}

/** The most firings of one day in all these rows, so that their sparklines can be compared. */
export function busiestDay(rows: readonly Pick<AlertRuleMetricsRow, 'firedByDay'>[]): number {
  return Math.max(0, ...rows.map((row) => Math.max(0, ...row.firedByDay)));
}

/**
 * Sums days into at most `buckets` bars: a word-sized picture has no room for more. The last bar may hold fewer days.
 */
export function bucketDays(values: readonly number[], buckets = 42): number[] {
  const size = Math.max(1, Math.ceil(values.length / buckets));
  const sums: number[] = [];
  for (let at = 0; at < values.length; at += size)
    sums.push(values.slice(at, at + size).reduce((sum, value) => sum + value, 0));
  return sums;
}

/** The sort of the address as the server knows it: the columns' names are figures. */
export const RANKING_SORTS = [
  'fired',
  'pages',
  'nightPages',
  'selfResolvedShare',
  'medianSeconds',
  'precision',
  'incidentsCaught',
  'name',
] as const;

/**
 * The table says `-key` for descending; the server ranks figures from high to low and turns round with `-`. Names are
 * the other way.
 */
export function toServerSort(sort: string | null): string {
  if (sort === null) return 'fired';
  const descending = sort.startsWith('-');
  const key = descending ? sort.slice(1) : sort;
  if (!isOneOf(RANKING_SORTS, key)) return 'fired';
  if (key === 'name') return descending ? '-name' : 'name';
  return descending ? key : `-${key}`;
}
