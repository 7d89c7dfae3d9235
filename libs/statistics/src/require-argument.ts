/**
 * Rejects an argument that has no meaning, so that NaN never travels on into a figure. Wrong arguments are a
 * mistake of the caller (RangeError); absent data is not, and gives null in the functions themselves.
 */
export function requireArgument(holds: boolean, message: string): asserts holds {
  if (!holds) throw new RangeError(message);
}
