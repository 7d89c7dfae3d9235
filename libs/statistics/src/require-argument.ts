/**
 * Rejects an argument that has no meaning, so that NaN never travels on into a figure. Wrong arguments are a
 * mistake of the caller (RangeError); absent data is not, and gives null in the functions themselves.
 * @param found the offending values, put behind the rule only when it is broken: this runs in inner loops
 */
export function requireArgument(holds: boolean, rule: string, ...found: unknown[]): asserts holds {
  if (!holds) throw new RangeError(found.length === 0 ? rule : `${rule}: ${found.join(', ')}`);
}
