/**
 * How alike two short texts are, from 0 to 1: shared trigrams ÷ all trigrams (Jaccard), as PostgreSQL's pg_trgm counts
 * them for words of spaced scripts; scripts without spaces (Japanese) are cut into pairs of letters instead, because
 * most of their words are shorter than three.
 */
export function textSimilarity(a: string, b: string): number {
  const [first, second] = [pieces(a), pieces(b)];
  if (first.size === 0 || second.size === 0) return 0;
  const shared = [...first].filter((piece) => second.has(piece)).length;
  return shared / (first.size + second.size - shared);
}

function pieces(text: string): Set<string> {
  const found = new Set<string>();
  for (const [word] of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/[\p{L}\p{N}]+/gu)) {
    const isSpaced = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]+$/u.test(word);
    const padded = isSpaced ? `  ${word} ` : word;
    const size = isSpaced ? 3 : 2;
    if (padded.length < size) found.add(padded);
    for (let i = 0; i + size <= padded.length; i += 1) found.add(padded.slice(i, i + size));
  }
  return found;
}
