import { type Agreement, agreement } from './agreement.js';
import { sum } from './sum.js';

/**
 * Fleiss' κ of any number of reviewers, who need not be the same ones for each subject
 * (J. L. Fleiss, Psychological Bulletin 76, 1971). Where subjects have different numbers of votes every subject
 * counts the same (K. L. Gwet, Handbook of Inter-Rater Reliability, 4th ed., §2.5); with equal numbers it is
 * Fleiss' own formula.
 * @param votes for each subject the categories it was given, one a reviewer, in any order; subjects with fewer
 *   than two votes say nothing of agreement and are left out (`n` counts the used ones)
 * @returns null where no subject has two votes
 */
export function fleissKappa(votes: readonly (readonly string[])[]): Agreement | null {
  const used = votes.filter((categories) => categories.length >= 2);
  if (used.length === 0) return null;
  const agreements: number[] = [];
  const shares = new Map<string, number[]>();
  for (const categories of used) {
    const counts = new Map<string, number>();
    for (const category of categories) counts.set(category, (counts.get(category) ?? 0) + 1);
    let agreeing = 0;
    for (const [category, count] of counts) {
      agreeing += count * (count - 1);
      const share = count / categories.length;
      const known = shares.get(category);
      if (known === undefined) shares.set(category, [share]);
      else known.push(share);
    }
    agreements.push(agreeing / (categories.length * (categories.length - 1)));
  }
  const expected = sum([...shares.values()].map((values) => (sum(values) / used.length) ** 2));
  return agreement(sum(agreements) / used.length, expected, used.length);
}
