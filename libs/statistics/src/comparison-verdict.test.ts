import { describe, expect, it } from '@jest/globals';
import { comparisonVerdict } from './comparison-verdict.js';

describe('comparisonVerdict', () => {
  it.each([
    [0.2, 0.99, 'lower'],
    [0.2, 1, 'no_clear_change'],
    [0.9, 1.1, 'no_clear_change'],
    [1, 3, 'no_clear_change'],
    [1.01, 3, 'higher'],
    [1.01, Number.POSITIVE_INFINITY, 'higher'],
  ])('%p to %p: %p', (lower, upper, verdict) => {
    expect(comparisonVerdict(lower, upper)).toBe(verdict);
  });
});
