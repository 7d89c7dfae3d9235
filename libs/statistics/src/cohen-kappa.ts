import { type Agreement, agreement } from './agreement.js';

/**
 * Cohen's κ of two reviewers who each gave every subject one category, unweighted
 * (J. Cohen, Educational and Psychological Measurement 20, 1960).
 * @param pairs the categories of the first and the second reviewer, one pair a subject, in any order
 * @returns null without subjects
 */
export function cohenKappa(pairs: readonly (readonly [string, string])[]): Agreement | null {
  const n = pairs.length;
  if (n === 0) return null;
  const first = new Map<string, number>();
  const second = new Map<string, number>();
  let same = 0;
  for (const [a, b] of pairs) {
    if (a === b) same += 1;
    first.set(a, (first.get(a) ?? 0) + 1);
    second.set(b, (second.get(b) ?? 0) + 1);
  }
  // Whole numbers until the division, so that the order of the categories does not matter to the last bit.
  let products = 0;
  for (const [category, count] of first) products += count * (second.get(category) ?? 0);
  return agreement(same / n, products / n / n, n);
}
