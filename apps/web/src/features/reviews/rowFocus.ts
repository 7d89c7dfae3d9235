let awaited: string | null = null;

/** The element of a rule's row; by its id it is found without a search through all the others. */
export const rowElementId = (itemId: string): string => `rule-row-${itemId}`;

/** Puts the focus on a rule's row, wherever it is in the table. */
export function focusRow(itemId: string): void {
  rowOf(itemId)?.focus({ preventScroll: true });
  scrollToRow(itemId);
}

/**
 * Brings a rule's row into view; the focus stays where it is. With the next frame, whose layout it needs: at once, the page
 * would be laid out twice for one key. Of several rows the last one counts.
 */
export function scrollToRow(itemId: string): void {
  const isAwaited = awaited !== null;
  awaited = itemId;
  if (isAwaited) return;
  requestAnimationFrame(() => {
    if (awaited !== null) rowOf(awaited)?.scrollIntoView?.({ block: 'nearest' });
    awaited = null;
  });
}

function rowOf(itemId: string): HTMLElement | null {
  return document.getElementById(rowElementId(itemId));
}
