import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * For a row of tabs that scrolls sideways on a phone: the active one is scrolled into it, by no more than needed and
 * without moving the page. `change` is whatever moves the tabs: which is active, and what makes one wider.
 */
export function useActiveTabInView(change: string): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `change` says when to look again
  useLayoutEffect(() => {
    const row = list.current;
    const active = row?.querySelector('[role="tab"][aria-selected="true"]');
    if (!row || !active) return;
    const [shown, tab] = [row.getBoundingClientRect(), active.getBoundingClientRect()];
    if (tab.right > shown.right) row.scrollLeft += tab.right - shown.right;
    else if (tab.left < shown.left) row.scrollLeft -= shown.left - tab.left;
  }, [change]);
  return list;
}
