import { describe, expect, it } from '@jest/globals';
import { chiSquareQuantile } from './chi-square-quantile.js';

describe('chiSquareQuantile', () => {
  // R 4.2: qchisq(p, df)
  it.each<readonly number[]>([
    [0.025, 2, 0.05063561596857975],
    [0.975, 2, 7.377758908227871],
    [0.975, 14, 26.11894804503737],
    [0.025, 12, 4.403788506981702],
    [0.95, 1, 3.841458820694124],
    [0.5, 200, 199.3337298386309],
    [0.975, 20002, 20395.90324932295],
    [1e-8, 3, 1.122333097305001e-5],
    [0.025, 0.1, 1.063132377982864e-32],
    [0, 4, 0],
  ])('%p', (...row) => {
    const expected = row.at(-1)!;
    const [first, second] = row.slice(0, -1) as [number, number];
    const actual = chiSquareQuantile(first, second);
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-11 * Math.max(Math.abs(expected), 1e-300));
  });

  it('is −2 log(1 − p) for two degrees of freedom', () => {
    for (const p of [0.001, 0.2, 0.5, 0.9, 0.9999]) {
      expect(chiSquareQuantile(p, 2)).toBeCloseTo(-2 * Math.log1p(-p), 11);
    }
    expect(() => chiSquareQuantile(1, 2)).toThrow(RangeError);
    expect(() => chiSquareQuantile(0.5, 0)).toThrow(RangeError);
  });
});
