/** The one word that a comparison of two periods may say. */
export type ComparisonVerdict = 'lower' | 'higher' | 'no_clear_change' | 'too_few';

/** Reads the word off the interval of a ratio: only an interval that leaves 1 out says lower or higher. */
export function comparisonVerdict(lower: number, upper: number): ComparisonVerdict {
  if (upper < 1) return 'lower';
  return lower > 1 ? 'higher' : 'no_clear_change';
}
