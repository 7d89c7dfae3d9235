import type { OnCallLoadResponse } from '@tenken/shared/on-call-load.contract';

/** More pages than this in a shift of 12 hours leave no time to follow each up (SRE book, chapter 11). */
const MOST_PAGES = 2;
/** From so many pages on, shifts stand together in the distribution. */
const LAST_CLASS = 6;

interface CountedShift {
  from: Date;
  to: Date;
  isWhole: boolean;
  working: number;
  off: number;
  sleep: number;
}

/** Whole shifts with their pages, and how many shifts had how many. `startsAt` is local, `09:00:00`. */
export function describeShifts(
  shifts: readonly CountedShift[],
  startsAt: string,
): NonNullable<OnCallLoadResponse['shifts']> {
  const items = shifts
    .filter((shift) => shift.isWhole)
    .map(({ from, to, working, off, sleep }) => {
      const pages = working + off + sleep;
      return { from: from.toISOString(), to: to.toISOString(), pages, isOver: pages > MOST_PAGES };
    });
  return {
    startsAt: startsAt.slice(0, 5),
    n: items.length,
    over: items.filter((shift) => shift.isOver).length,
    limit: MOST_PAGES,
    distribution: Array.from({ length: LAST_CLASS + 1 }, (_, pages) => ({
      pages,
      isOrMore: pages === LAST_CLASS,
      shifts: items.filter((shift) => (pages === LAST_CLASS ? shift.pages >= pages : shift.pages === pages))
        .length,
    })),
    items,
  };
}
