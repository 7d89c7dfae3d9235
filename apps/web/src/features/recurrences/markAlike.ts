/** A piece of a text; `shared`: the other text has it as well. */
export interface TextPart {
  text: string;
  shared: boolean;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const SPACED = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}\p{M}]+$/u;
/** Endings and particles are in every sentence. */
const HIRAGANA = /^\p{Script=Hiragana}+$/u;
/** Words of one or two letters are everywhere. */
const SHORTEST_WORD = 3;

/**
 * Cuts a text into what it shares with another and what it does not: whole words where words are spaced, runs of at
 * least two letters where they are not (Japanese; hiragana alone says too little). Full width, half width, upper and lower case are the same.
 */
export function markAlike(text: string, other: string): TextPart[] {
  const words = new Set<string>();
  const pairs = new Set<string>();
  for (const [run] of other.matchAll(WORD)) {
    for (const piece of pieces(run)) {
      if (SPACED.test(piece)) words.add(fold(piece));
      else for (const pair of pairsOf(piece)) pairs.add(pair);
    }
  }
  const marked = new Uint8Array(text.length);
  for (const match of text.matchAll(WORD)) {
    let at = match.index;
    for (const piece of pieces(match[0])) {
      if (SPACED.test(piece)) {
        if (piece.length >= SHORTEST_WORD && words.has(fold(piece))) marked.fill(1, at, at + piece.length);
      } else {
        for (let i = 0; i + 2 <= piece.length; i += 1)
          if (!HIRAGANA.test(piece.slice(i, i + 2)) && pairs.has(fold(piece.slice(i, i + 2))))
            marked.fill(1, at + i, at + i + 2);
      }
      at += piece.length;
    }
  }
  const parts: TextPart[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const shared = marked[i] === 1;
    const last = parts.at(-1);
    if (last?.shared === shared) last.text += text[i];
    else parts.push({ text: text[i] as string, shared });
  }
  return parts;
}

/** A run of letters is cut where its script begins to have, or to lack, spaces between words. */
function pieces(run: string): string[] {
  return (
    run.match(
      /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}\p{M}]+|[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}\p{M}]+/gu,
    ) ?? []
  );
}

function pairsOf(piece: string): string[] {
  return Array.from({ length: Math.max(0, piece.length - 1) }, (_, i) => fold(piece.slice(i, i + 2)));
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
