/** Lower case, full-width and half-width alike (NFKC), katakana as hiragana: `ﾃﾝｹﾝ`, `テンケン` and `てんけん` are one. */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

/** True when every word of the query is somewhere in the text, width, case and kana apart. */
export function matchesWords(query: string, text: string): boolean {
  const folded = foldText(text);
  return foldText(query)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}
