import type { ActionItemStatus } from '@tenken/shared/action-items.contract';

/** One change of status. `at` orders it; `atKnown` false: nobody said when, so no figure may use it. */
export interface StatusChange {
  toStatus: ActionItemStatus;
  /** ISO instant */
  at: string;
  atKnown: boolean;
  reason: string | null;
}

/** Where an item stands after all that is known of it. */
export interface FoldedStatus {
  status: ActionItemStatus;
  startedAt: string | null;
  completedAt: string | null;
  declinedAt: string | null;
  declineReason: string | null;
  deletedAt: string | null;
}

/**
 * The state that follows from a history in whatever order it came in: the newest change counts, and an outcome
 * dates from the first of the unbroken run of changes that say it (a repeated "closed" does not move the day).
 * Two changes at the same instant: the one further along (open → in progress → done → declined → deleted) counts.
 */
export function foldStatusChanges(changes: readonly StatusChange[]): FoldedStatus {
  const sorted = changes.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || rank(a) - rank(b));
  const runs: StatusChange[] = [];
  let startedAt: string | null = null;
  for (const change of sorted) {
    const last = runs.at(-1);
    if (change.toStatus === 'in_progress' && startedAt === null && change.atKnown) startedAt = change.at;
    if (last?.toStatus !== change.toStatus) runs.push({ ...change });
    else if (last.reason === null) last.reason = change.reason;
  }
  const final = runs.at(-1);
  const reached = (status: ActionItemStatus) =>
    final?.toStatus === status && final.atKnown ? final.at : null;
  return {
    status: final?.toStatus ?? 'open',
    startedAt,
    completedAt: reached('done'),
    declinedAt: reached('declined'),
    declineReason: final?.toStatus === 'declined' ? final.reason : null,
    deletedAt: reached('deleted'),
  };
}

const ORDER: readonly ActionItemStatus[] = ['open', 'in_progress', 'done', 'declined', 'deleted'];

function rank(change: StatusChange): number {
  return ORDER.indexOf(change.toStatus);
}
