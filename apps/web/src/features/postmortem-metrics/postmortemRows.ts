import type { PostmortemState } from '@tenken/shared/postmortems.contract';
import { dayOf } from '../../time/isoDay.js';
import type { RowsTarget } from '../../ui/RowsLink.js';

/** Which rows of the queue are behind a number; `from` and `to` are instants, half-open; none = those of the page. */
export interface PostmortemRows {
  state: PostmortemState;
  from?: string;
  to?: string;
  /** business days waited: at least, less than */
  ageFrom?: number;
  ageTo?: number | null;
}

/** The address of the rows behind a number: the queue, by resolution in the range. */
export function postmortemRows(rows: PostmortemRows, timeZone: string): RowsTarget {
  const { state, from, to, ageFrom, ageTo } = rows;
  return {
    to: '/postmortems',
    search: {
      cohort: true,
      state,
      ...(from === undefined || to === undefined
        ? {}
        : { from: dayOf(from, timeZone), to: dayOf(to, timeZone) }),
      ...(ageFrom === undefined ? {} : { ageFrom }),
      ...(ageTo === undefined || ageTo === null ? {} : { ageTo }),
    },
  };
}
