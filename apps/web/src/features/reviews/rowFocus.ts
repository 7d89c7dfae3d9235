/** Puts the focus on a rule's row, wherever it is in the table. */
export function focusRow(root: ParentNode, id: string): void {
  rowOf(root, id)?.focus({ preventScroll: true });
  scrollToRow(root, id);
}

/** Brings a rule's row into view; the focus stays where it is. */
export function scrollToRow(root: ParentNode, id: string): void {
  rowOf(root, id)?.scrollIntoView?.({ block: 'nearest' });
}

function rowOf(root: ParentNode, id: string): HTMLElement | null {
  return root.querySelector<HTMLElement>(`tr[data-row-id="${CSS.escape(id)}"]`);
}
