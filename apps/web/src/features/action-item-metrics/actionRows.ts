import { type ActionItemFigure, ActionItemStatus } from '@tenken/shared/action-items.contract';
import { dayOf } from '../../time/isoDay.js';
import type { RowsTarget } from '../../ui/RowsLink.js';

/** Where an item stands; together they are all that were created. */
export const OUTCOMES = ['done', 'declined', 'openInTime', 'overdue', 'deleted'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Which action items are behind a number; instants, half-open; none = those of the scope. */
export interface ActionRows {
  /** `kept`: all but the removed ones; `open`: in time or overdue */
  outcome?: Outcome | 'kept' | 'open';
  /** what no other filter names: those of the on-time rate, of the curve … */
  figure?: ActionItemFigure;
  type?: string;
  severity?: string;
  priority?: string;
  ownerTeam?: string;
  /** these and no others */
  ids?: readonly string[];
  from?: string;
  to?: string;
  /** whenever they were created */
  anyTime?: boolean;
}

/** The address of rows; the page knows it. */
export type ActionRowsOf = (rows: ActionRows) => RowsTarget;

const STATUSES: Partial<Record<NonNullable<ActionRows['outcome']>, string[]>> = {
  kept: ['open', 'in_progress', 'done', 'declined'],
  open: ['open', 'in_progress'],
  done: ['done'],
  declined: ['declined'],
  deleted: ['deleted'],
};
const GROUPS: Partial<Record<NonNullable<ActionRows['outcome']>, string[]>> = {
  overdue: ['overdue'],
  openInTime: ['due_soon', 'later', 'no_due_date'],
};

/** The list of the actions page with the filters that show exactly these items. */
export function actionRowsTarget(rows: ActionRows, timeZone: string): RowsTarget {
  const { outcome, ids, from, to } = rows;
  const one = (value: string | undefined) => (value === undefined ? undefined : [value]);
  const isAll = outcome === undefined && ids === undefined && rows.figure === undefined;
  const search = {
    cohort: rows.anyTime ? undefined : true,
    ...(from === undefined || to === undefined
      ? {}
      : { from: dayOf(from, timeZone), to: dayOf(to, timeZone) }),
    status: isAll ? [...ActionItemStatus.options] : outcome && STATUSES[outcome],
    group: outcome && GROUPS[outcome],
    figure: rows.figure,
    type: one(rows.type),
    severity: one(rows.severity),
    priority: one(rows.priority),
    ownerTeam: one(rows.ownerTeam),
    ids: ids && [...ids],
  };
  return {
    to: '/actions',
    search: Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)),
  };
}
