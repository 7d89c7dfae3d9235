import { describe, expect, it } from '@jest/globals';
import { quantileIntervalRanks } from './quantile-interval-ranks.js';

/** P(X ≤ k) added up term by term, to check against something that shares no code. */
function binomialSum(k: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let total = 0;
  for (let i = 0; i <= k; i++) {
    total += term;
    term *= (((n - i) / (i + 1)) * p) / (1 - p);
  }
  return total;
}

describe('quantileIntervalRanks', () => {
  // R 4.2: qbinom(.025, n, p) and qbinom(.975, n, p) + 1
  it.each([
    [6, 0.5, 1, 6],
    [13, 0.75, 7, 13],
    [36, 0.9, 29, 36],
    [72, 0.95, 64, 72],
    [368, 0.99, 360, 368],
    [20, 0.5, 6, 15],
    [100, 0.9, 84, 96],
    [25, 0.25, 2, 12],
    [1000, 0.5, 469, 532],
  ])('n = %p, share %p: ranks %p to %p', (n, share, lowerRank, upperRank) => {
    expect(quantileIntervalRanks(n, share)).toEqual({ lowerRank, upperRank });
  });

  it.each([
    [0, 0.5],
    [5, 0.5],
    [12, 0.75],
    [35, 0.9],
    [71, 0.95],
    [367, 0.99],
  ])('does not exist at n = %p for share %p', (n, share) => {
    expect(quantileIntervalRanks(n, share)).toBeNull();
  });

  it('is the narrowest pair whose tails are each within α/2, by brute-force sums', () => {
    for (const share of [0.1, 0.5, 0.75, 0.9]) {
      for (let n = 1; n <= 80; n++) {
        let lower = 0;
        while (binomialSum(lower, n, share) <= 0.025) lower += 1;
        let upper = n + 1;
        while (1 - binomialSum(upper - 2, n, share) <= 0.025) upper -= 1;
        const expected = lower >= 1 && upper <= n ? { lowerRank: lower, upperRank: upper } : null;
        expect(quantileIntervalRanks(n, share)).toEqual(expected);
      }
    }
  });

  it('takes a tail that equals α/2 exactly: two values hold the median with 50 %', () => {
    expect(quantileIntervalRanks(2, 0.5, 0.5)).toEqual({ lowerRank: 1, upperRank: 2 });
  });

  it('refuses nonsense', () => {
    expect(() => quantileIntervalRanks(1.5, 0.5)).toThrow(RangeError);
    expect(() => quantileIntervalRanks(10, 1)).toThrow(RangeError);
    expect(() => quantileIntervalRanks(10, 0.5, 95)).toThrow(RangeError);
  });
});
