/** Whether a word is one of a list that is known by name. */
export function isOneOf<const Word extends string>(words: readonly Word[], value: string): value is Word {
  return (words as readonly string[]).includes(value);
}
