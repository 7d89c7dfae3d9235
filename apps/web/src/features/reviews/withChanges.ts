import type { AgendaItem } from '@tenken/shared/review-agenda.contract';
import type { ReviewChanges } from '@tenken/shared/review-changes.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';

/** A room with what others have changed in it; what nobody changed stays the same object. */
export function withChanges(room: ReviewRoom, changes: ReviewChanges): ReviewRoom {
  const { revision, head, counts, decisions, actionItems, gaps } = changes;
  const changed = new Map(changes.items.map((item) => [item.id, item]));
  return {
    ...room,
    ...head,
    ...counts,
    ...(decisions && { decisions }),
    ...(actionItems && { actionItems }),
    ...(gaps && { gaps }),
    items: room.items.map((item) => {
      const state = changed.get(item.id);
      return state === undefined ? item : ({ ...item, ...state } as AgendaItem);
    }),
    revision,
  };
}
