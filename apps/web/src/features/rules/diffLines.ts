export interface DiffLine {
  /** place in the difference */
  id: number;
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** What has to be removed from and added to `before` to get `after`: the shortest such list (longest common subsequence). */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const width = after.length + 1;
  // lengths[i * width + j]: length of the longest common subsequence of before[i..] and after[j..]
  const lengths = new Array<number>((before.length + 1) * width).fill(0);
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        before[i] === after[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
    }
  }
  const lines: DiffLine[] = [];
  const add = (kind: DiffLine['kind'], text: string) => lines.push({ id: lines.length, kind, text });
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      add('same', before[i]!);
      i += 1;
      j += 1;
    } else if (
      j >= after.length ||
      (i < before.length && lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!)
    ) {
      add('removed', before[i]!);
      i += 1;
    } else {
      add('added', after[j]!);
      j += 1;
    }
  }
  return lines;
}
