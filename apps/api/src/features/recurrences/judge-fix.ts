import type { ActionItemStatus } from '@tenken/shared/action-items.contract';
import type { FixState } from '@tenken/shared/recurrences.contract';

export interface FixItem {
  status: ActionItemStatus;
  completedAt: string | null;
  declinedAt: string | null;
  startedAt: string | null;
}

/** Where an item stood at an instant. An outcome whose time nobody knows is taken for older than everything. */
export function statusAt(item: FixItem, at: string): ActionItemStatus {
  const reached = (when: string | null) => when === null || Date.parse(when) <= Date.parse(at);
  if (item.status === 'done' && reached(item.completedAt)) return 'done';
  if (item.status === 'declined' && reached(item.declinedAt)) return 'declined';
  const started = item.startedAt !== null && Date.parse(item.startedAt) <= Date.parse(at);
  return started ? 'in_progress' : 'open';
}

/**
 * METRICS.md section 3: the fix was still open when one item of the earlier incident (prevent, detect, mitigate,
 * repair) was not done as the later one began; all of them done: the fix did not hold. Declined is not done.
 */
export function judgeFix(items: readonly FixItem[], laterStartedAt: string | null): FixState {
  if (items.length === 0) return 'no_items';
  if (laterStartedAt === null) return 'unknown';
  return items.every((item) => statusAt(item, laterStartedAt) === 'done') ? 'fix_done' : 'fix_open';
}
