import { describe, expect, it } from '@jest/globals';
import { binomialCdf } from './binomial-cdf.js';
import { binomialQuantile } from './binomial-quantile.js';

describe('binomialQuantile', () => {
  // R 4.2: qbinom(share, trials, p)
  it.each<readonly number[]>([
    [0.025, 6, 0.5, 1],
    [0.025, 100, 0.5, 40],
    [0.975, 100, 0.9, 95],
    [0.025, 1e6, 0.5, 499020],
    [0.975, 36, 0.9, 35],
    [0.5, 7, 0.3, 2],
  ])('%p', (...row) => {
    const expected = row.at(-1)!;
    const [first, second, third] = row.slice(0, -1) as [number, number, number];
    const actual = binomialQuantile(first, second, third);
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(0 * Math.max(Math.abs(expected), 1e-300));
  });

  it('gives the k of a value of the distribution function back', () => {
    for (let k = 0; k < 23; k++) expect(binomialQuantile(binomialCdf(k, 23, 0.4), 23, 0.4)).toBe(k);
  });
});
