import { describe, expect, it } from '@jest/globals';
import type { Verdict } from '@tenken/shared/verdicts.contract';
import { measureAgreement } from './measure-agreement.js';

/** `['AN', 'NN']`: two rules; the first letter is Aiko's vote, the second Ken's, and so on; `-` is no vote. */
function votes(rows: string[]) {
  const verdicts: Record<string, Verdict> = { A: 'actionable', N: 'no_action', F: 'false_positive' };
  return rows.map(
    (row) =>
      new Map(
        [...row].flatMap((letter, person) => (letter === '-' ? [] : [[`${person}`, verdicts[letter]!]])),
      ),
  );
}

describe('measureAgreement', () => {
  it('is Cohen’s κ for two reviewers', () => {
    // 20 both actionable, 5 and 10 apart, 15 both no action: the textbook table with κ = 0.4 at 0.7 observed
    const rows = [
      ...Array<string>(20).fill('AA'),
      ...Array<string>(5).fill('AN'),
      ...Array<string>(10).fill('NA'),
      ...Array<string>(15).fill('NN'),
    ];
    const agreement = measureAgreement(votes(rows))!;
    expect(agreement).toMatchObject({ method: 'cohen', items: 50, raters: 2, reason: null });
    expect(agreement.observed).toBeCloseTo(0.7, 12);
    expect(agreement.kappa).toBeCloseTo(0.4, 12);
  });

  it('is Fleiss’ κ for more, and leaves out rules with one vote', () => {
    // pairs that agree: 1, 1/3, 1; shares A 4/9, N 5/9 → (7/9 − 41/81) / (1 − 41/81)
    const agreement = measureAgreement(votes(['AAA', 'ANN', 'NNN', 'F--']))!;
    expect(agreement).toMatchObject({ method: 'fleiss', items: 3, raters: 3, reason: null });
    expect(agreement.kappa).toBeCloseTo((7 / 9 - 41 / 81) / (40 / 81), 12);
  });

  it.each([
    ['nobody has voted', ['---', '---'], null],
    ['each rule has one vote', ['A--', '-N-'], { kappa: null, observed: null, items: 0, reason: 'no_pairs' }],
    [
      'everyone says the same of everything',
      ['AA', 'AA'],
      { kappa: null, observed: 1, reason: 'one_category' },
    ],
  ])('has no κ when %s', (_, rows, expected) => {
    const agreement = measureAgreement(votes(rows));
    if (expected === null) expect(agreement).toBeNull();
    else expect(agreement).toMatchObject(expected);
  });
});
