import type { ActionItemChange, ActionItemRow } from '@tenken/shared/action-items.contract';

/** Above so many rows one sees first what will change. */
export const PREVIEW_ABOVE = 50;

type Field = 'status' | 'owner' | 'dueOn' | 'priority' | 'team';

export interface ChangePreview {
  field: Field;
  /** null: nothing, nobody, no day */
  to: string | null;
  /** rows that will change, by what they are now; most frequent first */
  from: { value: string | null; n: number }[];
  changed: readonly ActionItemRow[];
  /** rows that are so already */
  unchanged: number;
}

/** What a bulk change will do to these rows; null for a change that is not one of the five. */
export function previewChange(
  items: readonly ActionItemRow[],
  set: ActionItemChange,
  teamName: (id: string) => string,
): ChangePreview | null {
  const change = fieldOf(set, teamName);
  if (change === null) return null;
  const { field, to } = change;
  const now = (item: ActionItemRow) => (field === 'team' ? (item.team?.name ?? null) : item[field]);
  const changed = items.filter((item) => now(item) !== to);
  const counts = new Map<string | null, number>();
  for (const item of changed) counts.set(now(item), (counts.get(now(item)) ?? 0) + 1);
  return {
    field,
    to,
    from: [...counts].map(([value, n]) => ({ value, n })).sort((a, b) => b.n - a.n),
    changed,
    unchanged: items.length - changed.length,
  };
}

function fieldOf(
  set: ActionItemChange,
  teamName: (id: string) => string,
): { field: Field; to: string | null } | null {
  if (set.status !== undefined) return { field: 'status', to: set.status };
  if (set.owner !== undefined) return { field: 'owner', to: set.owner };
  if (set.dueOn !== undefined) return { field: 'dueOn', to: set.dueOn };
  if (set.priority !== undefined) return { field: 'priority', to: set.priority };
  if (set.teamId !== undefined) {
    return { field: 'team', to: set.teamId === null ? null : teamName(set.teamId) };
  }
  return null;
}
