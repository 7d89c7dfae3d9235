import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cohenKappa } from './cohen-kappa.js';

/** Pairs of a two-by-two table: both yes, yes/no, no/yes, both no. */
function pairsOf(table: readonly [number, number, number, number]): [string, string][] {
  const cells = [
    ['yes', 'yes'],
    ['yes', 'no'],
    ['no', 'yes'],
    ['no', 'no'],
  ] as const;
  return cells.flatMap(([a, b], index) =>
    Array.from({ length: table[index]! }, (): [string, string] => [a, b]),
  );
}

describe('cohenKappa', () => {
  // by hand: (po − pe) / (1 − pe) with both shares as fractions
  it.each([
    { table: [20, 5, 10, 15] as const, observed: 0.7, expected: 0.5, kappa: 0.4 },
    { table: [45, 15, 25, 15] as const, observed: 0.6, expected: 0.54, kappa: 0.06 / 0.46 },
    { table: [25, 35, 5, 35] as const, observed: 0.6, expected: 0.46, kappa: 0.14 / 0.54 },
    { table: [10, 0, 0, 10] as const, observed: 1, expected: 0.5, kappa: 1 },
    { table: [0, 10, 10, 0] as const, observed: 0, expected: 0.5, kappa: -1 },
  ])('$table: $kappa', ({ table, observed, expected, kappa }) => {
    const result = cohenKappa(pairsOf(table))!;
    expect(result.n).toBe(table.reduce<number>((total, count) => total + count, 0));
    expect(result.observedAgreement).toBeCloseTo(observed, 14);
    expect(result.expectedAgreement).toBeCloseTo(expected, 14);
    expect(result.kappa).toBeCloseTo(kappa, 13);
  });

  it('takes more categories, and ones that only one reviewer used', () => {
    // po = 2/4; pe = (2·1 + 1·2 + 1·0 + 0·1) / 16
    const result = cohenKappa([
      ['a', 'a'],
      ['a', 'b'],
      ['b', 'b'],
      ['c', 'd'],
    ])!;
    expect(result.kappa).toBeCloseTo((0.5 - 0.25) / 0.75, 14);
  });

  it('has none without subjects, and no kappa where one category was ever used', () => {
    expect(cohenKappa([])).toBeNull();
    expect(cohenKappa(pairsOf([8, 0, 0, 0]))).toEqual({
      kappa: null,
      observedAgreement: 1,
      expectedAgreement: 1,
      n: 8,
    });
  });

  it('lies in [−1, 1], is 1 with oneself, ignores the order and who is first', () => {
    const category = fc.constantFrom('actionable', 'no_action', 'false_positive', 'duplicate');
    fc.assert(
      fc.property(fc.array(fc.tuple(category, category), { minLength: 1 }), (pairs) => {
        const copy = structuredClone(pairs);
        const result = cohenKappa(pairs)!;
        expect(pairs).toEqual(copy);
        expect(cohenKappa(pairs.map(([a, b]): [string, string] => [b, a]).reverse())).toEqual(result);
        if (result.kappa !== null) {
          expect(result.kappa).toBeGreaterThanOrEqual(-1);
          expect(result.kappa).toBeLessThanOrEqual(1);
        }
        const self = cohenKappa(pairs.map(([a]): [string, string] => [a, a]))!;
        expect(self.kappa ?? 1).toBeCloseTo(1, 12);
      }),
      { seed: 41, numRuns: 200 },
    );
  });
});
