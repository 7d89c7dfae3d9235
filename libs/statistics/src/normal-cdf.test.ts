import { describe, expect, it } from '@jest/globals';
import { normalCdf } from './normal-cdf.js';

describe('normalCdf', () => {
  // 40-digit arithmetic (mpmath ncdf)
  it.each<readonly number[]>([
    [-37, 5.725571222524577e-300],
    [-8, 6.220960574271784e-16],
    [-3, 0.0013498980316300946],
    [-1.96, 0.024997895148220435],
    [-0.1, 0.460172162722971],
    [0, 0.5],
    [0.5, 0.6914624612740131],
    [1, 0.8413447460685429],
    [2.5, 0.9937903346742238],
    [5, 0.9999997133484281],
    [Number.POSITIVE_INFINITY, 1],
    [Number.NEGATIVE_INFINITY, 0],
  ])('%p', (...row) => {
    const expected = row.at(-1)!;
    const [first] = row.slice(0, -1) as [number];
    const actual = normalCdf(first);
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(2e-13 * Math.max(Math.abs(expected), 1e-300));
  });

  it('refuses NaN', () => {
    expect(() => normalCdf(Number.NaN)).toThrow(RangeError);
  });
});
