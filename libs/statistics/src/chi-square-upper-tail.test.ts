import { describe, expect, it } from '@jest/globals';
import { chiSquareUpperTail } from './chi-square-upper-tail.js';

describe('chiSquareUpperTail', () => {
  // R 4.2: pchisq(x, df, lower.tail = FALSE)
  it.each<readonly number[]>([
    [3.84, 1, 0.05004352124870522],
    [10, 4, 0.04042768199451281],
    [100, 10, 5.44970198292053e-17],
    [0.5, 7, 0.9994464813904251],
    [0, 3, 1],
  ])('%p', (...row) => {
    const expected = row.at(-1)!;
    const [first, second] = row.slice(0, -1) as [number, number];
    const actual = chiSquareUpperTail(first, second);
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * Math.max(Math.abs(expected), 1e-300));
  });
});
