import type { CompareWith } from '@tenken/shared/metric-comparison.contract';
import { DomainError } from '../errors/domain-error.js';
import { lastYearRange } from './last-year-range.js';
import { previousRange } from './previous-range.js';
import { type ResolvedRange, resolveRange } from './resolve-range.js';

interface CompareInput {
  compare: CompareWith;
  compareFrom?: string | undefined;
  compareTo?: string | undefined;
}

/**
 * The period that a figure is compared with; null when none is asked for. Throws `invalid` when only one end of it is
 * given, or it is empty.
 */
export function comparedRange(query: CompareInput, range: ResolvedRange, now: Date): ResolvedRange | null {
  const { compare, compareFrom, compareTo } = query;
  if (compareFrom === undefined && compareTo === undefined) {
    if (compare === 'none') return null;
    return compare === 'last_year' ? lastYearRange(range) : previousRange(range);
  }
  if (compareFrom === undefined) throw DomainError.invalid('compareFrom', 'is needed with compareTo');
  if (compareTo === undefined) throw DomainError.invalid('compareTo', 'is needed with compareFrom');
  return resolveRange({ from: compareFrom, to: compareTo, timeZone: range.timeZone }, now);
}
