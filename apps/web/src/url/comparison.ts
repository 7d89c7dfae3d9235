import { isIsoDay } from '../time/isoDay.js';

/** What a range is seen beside: the period before, the same one a year ago, nothing, or any two days (half-open). */
export type Comparison = 'previous' | 'last_year' | 'none' | { from: string; to: string };

/** What holds while the address says nothing. */
export const DEFAULT_COMPARISON: Comparison = 'previous';

/** `last_year`, `none`, `2026-01-01..2026-04-01`; anything else (also `1` of older links) is the period before. */
export function parseComparison(text: string | undefined): Comparison {
  if (text === 'last_year' || text === 'none') return text;
  const [from, to] = text?.split('..') ?? [];
  if (from !== undefined && to !== undefined && isIsoDay(from) && isIsoDay(to) && from < to) {
    return { from, to };
  }
  return DEFAULT_COMPARISON;
}

/** As the address carries it; undefined leaves no trace. */
export function comparisonText(comparison: Comparison): string | undefined {
  if (comparison === DEFAULT_COMPARISON) return undefined;
  return typeof comparison === 'string' ? comparison : `${comparison.from}..${comparison.to}`;
}

/** As figures' endpoints take it. */
export function comparisonParams(comparison: Comparison): {
  compare?: 'last_year' | 'none';
  compareFrom?: string;
  compareTo?: string;
} {
  switch (comparison) {
    case 'previous':
      return {};
    case 'last_year':
    case 'none':
      return { compare: comparison };
    default:
      return { compareFrom: comparison.from, compareTo: comparison.to };
  }
}

/** The next one when a key goes through them. */
export function nextComparison(comparison: Comparison): Comparison {
  return comparison === 'previous' ? 'last_year' : comparison === 'last_year' ? 'none' : 'previous';
}
