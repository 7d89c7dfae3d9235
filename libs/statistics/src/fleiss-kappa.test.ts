import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fleissKappa } from './fleiss-kappa.js';

const votesOf = (counts: readonly (readonly number[])[]): string[][] =>
  counts.map((row) => row.flatMap((count, category) => Array.from({ length: count }, () => `c${category}`)));

/** Fleiss' formulas as printed, on a table of counts with the same number of votes in each row. */
function byTheBook(counts: readonly (readonly number[])[]): number {
  const subjects = counts.length;
  const raters = counts[0]!.reduce((total, count) => total + count, 0);
  const meanAgreement =
    counts.reduce((total, row) => {
      const squares = row.reduce((inner, count) => inner + count * count, 0);
      return total + (squares - raters) / (raters * (raters - 1));
    }, 0) / subjects;
  const chance = counts[0]!
    .map((_, category) => counts.reduce((total, row) => total + row[category]!, 0) / (subjects * raters))
    .reduce((total, share) => total + share * share, 0);
  return (meanAgreement - chance) / (1 - chance);
}

/** Ten subjects, fourteen raters, five categories: the table of the encyclopaedias, κ = 0.210. */
const table = [
  [0, 0, 0, 0, 14],
  [0, 2, 6, 4, 2],
  [0, 0, 3, 5, 6],
  [0, 3, 9, 2, 0],
  [2, 2, 8, 1, 1],
  [7, 7, 0, 0, 0],
  [3, 2, 6, 3, 0],
  [2, 5, 3, 2, 2],
  [6, 5, 2, 1, 0],
  [0, 2, 2, 3, 7],
];

describe('fleissKappa', () => {
  it('gives the well-known example', () => {
    const result = fleissKappa(votesOf(table))!;
    expect(result.n).toBe(10);
    expect(result.observedAgreement).toBeCloseTo(0.378, 3);
    expect(result.expectedAgreement).toBeCloseTo(0.213, 3);
    expect(result.kappa).toBeCloseTo(0.21, 3);
    expect(result.kappa).toBeCloseTo(byTheBook(table), 13);
  });

  it('is −1/(m − 1) at worst: two raters who never agree on two categories', () => {
    expect(
      fleissKappa([
        ['a', 'b'],
        ['b', 'a'],
        ['a', 'b'],
      ])!.kappa,
    ).toBeCloseTo(-1, 14);
  });

  it('leaves out subjects with fewer than two votes and weighs the others alike', () => {
    const votes = [['a', 'a'], ['b', 'b', 'b', 'a'], ['a'], []];
    // observed (1 + ½) / 2; shares a (1 + ¼) / 2 and b (0 + ¾) / 2
    const expected = 0.625 ** 2 + 0.375 ** 2;
    const result = fleissKappa(votes)!;
    expect(result.n).toBe(2);
    expect(result.observedAgreement).toBeCloseTo(0.75, 14);
    expect(result.kappa).toBeCloseTo((0.75 - expected) / (1 - expected), 13);
  });

  it('has none without two votes on anything, and no kappa for a single category', () => {
    expect(fleissKappa([])).toBeNull();
    expect(fleissKappa([['a'], ['b']])).toBeNull();
    expect(
      fleissKappa([
        ['a', 'a'],
        ['a', 'a', 'a'],
      ]),
    ).toMatchObject({ kappa: null, observedAgreement: 1, n: 2 });
  });

  it('stays at or below 1 and ignores the order of subjects and votes', () => {
    const category = fc.constantFrom('actionable', 'no_action', 'false_positive');
    const subject = fc.array(category, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(subject, { minLength: 1, maxLength: 30 }), (votes) => {
        const copy = structuredClone(votes);
        const result = fleissKappa(votes)!;
        expect(votes).toEqual(copy);
        const shuffled = fleissKappa(votes.map((categories) => [...categories].reverse()).reverse())!;
        expect(shuffled.observedAgreement).toBeCloseTo(result.observedAgreement, 12);
        if (result.kappa === null) return;
        expect(shuffled.kappa).toBeCloseTo(result.kappa, 9);
        expect(result.kappa).toBeLessThanOrEqual(1 + 1e-12);
        expect(result.kappa).toBeGreaterThanOrEqual(-1 - 1e-12);
      }),
      { seed: 43, numRuns: 200 },
    );
  });
});
