import type { RowsTarget } from '../../ui/RowsLink.js';

/** Where an item stands; together they are all that were created. */
export const OUTCOMES = ['done', 'declined', 'openInTime', 'overdue', 'deleted'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Which action items are behind a number; instants, half-open; none = those of the scope. */
export interface ActionRows {
  /** `kept`: all but the removed ones */
  outcome?: Outcome | 'kept';
  type?: string;
  /** these and no others */
  ids?: readonly string[];
  from?: string;
  to?: string;
}

/** The address of rows; the page knows it. */
export type ActionRowsOf = (rows: ActionRows) => RowsTarget;
