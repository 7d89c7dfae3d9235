interface Reviewable {
  id: string;
  isReviewed: boolean;
}

/** The next item after `fromId` that nobody has reviewed, going round; null when all are. `step` −1 goes back. */
export function nextUnreviewed(
  items: readonly Reviewable[],
  fromId: string | null,
  step: 1 | -1 = 1,
): string | null {
  const start = items.findIndex((item) => item.id === fromId);
  const first = start < 0 && step < 0 ? items.length : start;
  for (let distance = 1; distance <= items.length; distance += 1) {
    const index = (((first + distance * step) % items.length) + items.length) % items.length;
    const item = items[index];
    if (item !== undefined && item.id !== fromId && !item.isReviewed) return item.id;
  }
  return null;
}
