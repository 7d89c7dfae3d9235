import { describe, expect, it } from '@jest/globals';
import { studentTCdf } from './student-t-cdf.js';

describe('studentTCdf', () => {
  // R 4.2: pt(t, df); from 3.9e5 on by 40-digit integration of the density
  it.each<readonly number[]>([
    [-1.5, 3, 0.1152919326224114],
    [2, 7.3, 0.9580294803329484],
    [-40, 2, 0.0003122073360923703],
    [0.01, 1, 0.5031829927649083],
    [1, 1000, 0.8412237909576636],
    [-3, 1e6, 0.001349931270710896],
    [-2, 0.7, 0.1845740758332612],
    [-3, 3.9e5, 0.0013499832609155597],
    [-3, 4.1e5, 0.0013499791033230216],
    [-6, 4.1e5, 9.87410407449533e-10],
    [0, 5, 0.5],
    [Number.NEGATIVE_INFINITY, 5, 0],
  ])('%p', (...row) => {
    const expected = row.at(-1)!;
    const [first, second] = row.slice(0, -1) as [number, number];
    const actual = studentTCdf(first, second);
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(4e-11 * Math.max(Math.abs(expected), 1e-300));
  });

  it('has one degree of freedom in closed form (Cauchy) and two as well', () => {
    for (const t of [-30, -2, -0.3, 0.7, 5]) {
      expect(studentTCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 13);
      expect(studentTCdf(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 13);
    }
  });

  it('approaches the normal and refuses nonsense', () => {
    expect(studentTCdf(-1.959963984540054, 1e8)).toBeCloseTo(0.025, 8);
    expect(studentTCdf(-1.959963984540054, 1e13)).toBeCloseTo(0.025, 12);
    expect(studentTCdf(-1e9, 1e6)).toBe(0);
    expect(studentTCdf(1e9, 1e6)).toBe(1);
    expect(() => studentTCdf(Number.NaN, 3)).toThrow(RangeError);
    expect(() => studentTCdf(1, 0)).toThrow(RangeError);
  });
});
