import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * How long a row must be active before the address names it: a new address draws the whole page, and whoever judges rule
 * after rule rests on none of them for so long.
 */
const SETTLE_MS = 1_000;

/**
 * The active item: at once for the eye and the next key, a moment later in the address, so that a link to it can be shared
 * and Back restores it.
 */
export function useActiveItem(
  inAddress: string | null,
  setAddress: (id: string | null) => void,
): [string | null, (id: string | null) => void] {
  const [activeId, setActiveId] = useState(inAddress);
  const latest = useRef({ inAddress, setAddress });
  latest.current = { inAddress, setAddress };
  const own = useRef<string | null | undefined>(undefined);
  useEffect(() => {
    // Our own change comes back: the reader may be further on by now. Any other (Back, a link) wins.
    if (own.current === inAddress) own.current = undefined;
    else setActiveId(inAddress);
  }, [inAddress]);
  useEffect(() => {
    if (activeId === latest.current.inAddress) return;
    const settle = () => {
      stop();
      own.current = activeId;
      latest.current.setAddress(activeId);
    };
    const timer = setTimeout(settle, SETTLE_MS);
    // The pointer may follow a link: what Back restores is this row.
    document.addEventListener('pointerdown', settle);
    const stop = () => {
      clearTimeout(timer);
      document.removeEventListener('pointerdown', settle);
    };
    return stop;
  }, [activeId]);
  return [activeId, useCallback((id: string | null) => setActiveId(id), [])];
}
