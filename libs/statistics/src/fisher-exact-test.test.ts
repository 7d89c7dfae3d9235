import { describe, expect, it } from '@jest/globals';
import { fisherExactTest } from './fisher-exact-test.js';

function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i++) product = (product * (n - k + i)) / i;
  return product;
}

describe('fisherExactTest', () => {
  // R 4.2: fisher.test(matrix(c(a, b, c, d), 2))$p.value; the first two are examples of its manual
  it.each([
    [3, 1, 1, 3, 0.485714285714286],
    [2, 10, 15, 3, 0.000536724119143436],
    [10, 2, 3, 15, 0.000536724119143437],
    [0, 5, 5, 0, 0.00793650793650794],
    [1, 9, 11, 3, 0.00275945618522009],
    [20, 80, 35, 65, 0.0261179521250544],
    [300, 700, 280, 720, 0.349128593957966],
    [0, 0, 3, 4, 1],
    [1, 24, 5, 20, 0.189463019250253],
    [0, 3, 0, 4, 1],
    [0, 0, 0, 0, 1],
  ])('%p/%p against %p/%p: %p', (a, b, c, d, expected) => {
    const p = fisherExactTest({ successes: a, failures: b }, { successes: c, failures: d });
    expect(Math.abs(p / expected - 1)).toBeLessThan(1e-11);
    const swapped = fisherExactTest({ successes: c, failures: d }, { successes: a, failures: b });
    expect(Math.abs(swapped / expected - 1)).toBeLessThan(1e-11);
  });

  it('equals the sum over all tables of small size', () => {
    for (let a = 0; a <= 6; a++) {
      for (let b = 0; b <= 5; b++) {
        for (let c = 0; c <= 6; c++) {
          const d = 4;
          const probability = (k: number) =>
            (choose(a + b, k) * choose(c + d, a + c - k)) / choose(a + b + c + d, a + c);
          let expected = 0;
          for (let k = Math.max(0, a - d); k <= Math.min(a + b, a + c); k++) {
            if (probability(k) <= probability(a) * (1 + 1e-7)) expected += probability(k);
          }
          const p = fisherExactTest({ successes: a, failures: b }, { successes: c, failures: d });
          expect(p).toBeCloseTo(expected, 12);
        }
      }
    }
  });

  it('does not overflow on large tables and refuses impossible counts', () => {
    const p = fisherExactTest({ successes: 50000, failures: 50000 }, { successes: 50300, failures: 49700 });
    expect(p).toBeGreaterThan(0.15);
    expect(p).toBeLessThan(0.2);
    expect(fisherExactTest({ successes: 0, failures: 90000 }, { successes: 90000, failures: 0 })).toBe(0);
    expect(() => fisherExactTest({ successes: -1, failures: 0 }, { successes: 0, failures: 0 })).toThrow(
      RangeError,
    );
  });
});
