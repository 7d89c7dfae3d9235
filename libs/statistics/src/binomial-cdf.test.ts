import { describe, expect, it } from '@jest/globals';
import { binomialCdf } from './binomial-cdf.js';

describe('binomialCdf', () => {
  // R 4.2: pbinom(k, n, p)
  it.each<readonly number[]>([
    [3, 10, 0.5, 0.171875],
    [0, 6, 0.5, 0.015625],
    [95, 100, 0.9, 0.9762889173365232],
    [1000, 10000, 0.1, 0.5084210392652655],
    [100234, 1000000, 0.1, 0.7828455805925589],
    [495000, 1000000, 0.5, 7.69077752195353e-24],
    [-1, 10, 0.5, 0],
    [10, 10, 0.5, 1],
    [0, 0, 0.5, 1],
    [2, 10, 0, 1],
    [2, 10, 1, 0],
  ])('%p', (...row) => {
    const expected = row.at(-1)!;
    const [first, second, third] = row.slice(0, -1) as [number, number, number];
    const actual = binomialCdf(first, second, third);
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-11 * Math.max(Math.abs(expected), 1e-300));
  });

  it('equals the sum of its terms', () => {
    const n = 31;
    for (const p of [0.03, 0.25, 0.5, 0.9]) {
      let sum = 0;
      let choose = 1;
      for (let k = 0; k < n; k++) {
        sum += choose * p ** k * (1 - p) ** (n - k);
        choose = (choose * (n - k)) / (k + 1);
        expect(Math.abs(binomialCdf(k, n, p) / sum - 1)).toBeLessThan(1e-12);
      }
    }
  });

  it('refuses arguments outside its domain', () => {
    expect(() => binomialCdf(1.5, 10, 0.5)).toThrow(RangeError);
    expect(() => binomialCdf(1, -1, 0.5)).toThrow(RangeError);
    expect(() => binomialCdf(1, 10, Number.NaN)).toThrow(RangeError);
  });
});
