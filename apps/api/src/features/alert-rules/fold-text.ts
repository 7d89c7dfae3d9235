/** Folds what people do not mean to distinguish when they search: width, case, hiragana and katakana. */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

/** True when every word of `words` occurs somewhere in `texts`. */
export function containsWords(texts: readonly (string | null)[], words: string | undefined): boolean {
  if (words === undefined) return true;
  const haystack = foldText(texts.filter((text) => text !== null).join('\n'));
  return foldText(words)
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}
