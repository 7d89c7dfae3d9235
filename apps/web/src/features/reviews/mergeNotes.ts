/**
 * Joins two people's changes to the same text so that no line of either is lost: what both left as it was at the start and
 * at the end stays once, and between them stands first what is saved, then what was written here.
 */
export function mergeNotes(base: string, saved: string, mine: string): string {
  if (saved === base || saved === mine) return mine;
  if (mine === base) return saved;
  const [baseLines, savedLines, myLines] = [base, saved, mine].map((text) => text.split('\n')) as [
    string[],
    string[],
    string[],
  ];
  const shortest = Math.min(baseLines.length, savedLines.length, myLines.length);
  let head = 0;
  while (head < shortest && baseLines[head] === savedLines[head] && baseLines[head] === myLines[head])
    head += 1;
  let tail = 0;
  while (
    tail < shortest - head &&
    baseLines.at(-1 - tail) === savedLines.at(-1 - tail) &&
    baseLines.at(-1 - tail) === myLines.at(-1 - tail)
  ) {
    tail += 1;
  }
  const middle = (lines: readonly string[]) => lines.slice(head, lines.length - tail);
  const savedMiddle = middle(savedLines);
  const known = new Set([...savedMiddle, ...middle(baseLines)]);
  const added = middle(myLines).filter((line) => !known.has(line));
  return [
    ...savedLines.slice(0, head),
    ...savedMiddle,
    ...added,
    ...savedLines.slice(savedLines.length - tail),
  ].join('\n');
}
