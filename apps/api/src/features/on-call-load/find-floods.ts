/** Length of a window in seconds; windows are counted from 1970-01-01T00:00Z, so that they begin on whole ten minutes. */
export const WINDOW_SECONDS = 600;
const BEGINS_ABOVE = 10;
const ENDS_BELOW = 5;

/** Episodes that started in one window; windows without any are left out. */
export interface WindowCount {
  /** seconds since 1970 ÷ WINDOW_SECONDS, rounded down */
  index: number;
  fired: number;
  pages: number;
}

/** A flood from its first window to the first that is calm again (exclusive). */
export interface FloodSpan {
  fromIndex: number;
  toIndex: number;
  episodes: number;
  pages: number;
  /** most episodes in one of its windows */
  peak: number;
  /** the windows that were looked at end before it does */
  isCut: boolean;
}

/**
 * Alarm floods (METRICS.md section 6; ISA-18.2): a window with more than 10 episodes begins one, and it lasts until a
 * window with fewer than 5. What came before the first window is not known: a flood that was on then begins where a
 * window has more than 10 again.
 * @param windows in the order of their index, each once
 * @param endIndex the first window that is no longer looked at
 */
export function findFloods(windows: readonly WindowCount[], endIndex: number): FloodSpan[] {
  const floods: FloodSpan[] = [];
  let flood: FloodSpan | null = null;
  for (const { index, fired, pages } of windows) {
    // A window that is left out had no episode: the flood ended there.
    if (flood !== null && (index > flood.toIndex || fired < ENDS_BELOW)) {
      floods.push(flood);
      flood = null;
    }
    if (flood === null) {
      if (fired > BEGINS_ABOVE)
        flood = { fromIndex: index, toIndex: index + 1, episodes: fired, pages, peak: fired, isCut: false };
      continue;
    }
    flood.toIndex = index + 1;
    flood.episodes += fired;
    flood.pages += pages;
    flood.peak = Math.max(flood.peak, fired);
  }
  if (flood !== null) floods.push({ ...flood, isCut: flood.toIndex >= endIndex });
  return floods;
}
