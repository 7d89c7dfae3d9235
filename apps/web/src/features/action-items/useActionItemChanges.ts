import { useQueryClient } from '@tanstack/react-query';
import type { ActionItemChange, BulkActionItemsResponse } from '@tenken/shared/action-items.contract';
import { useCallback } from 'react';
import { useUndoToast } from '../../ui/undoToast.js';
import { changeActionItems } from './actionItems.queries.js';
import { useFailedNote } from './useFailedNote.js';

/** As many as one request takes. */
const AT_ONCE = 500;

type Change = { id: string; set: ActionItemChange };

/**
 * Changes items, says how many could not be changed and leads to them, and offers the way back: the values from before,
 * sent again. Rejects when the request itself fails.
 */
export function useActionItemChanges(): (changes: readonly Change[], message: string) => Promise<void> {
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const noteFailed = useFailedNote();
  return useCallback(
    async (changes, message) => {
      const send = async (list: readonly Change[]) => {
        const answer: BulkActionItemsResponse = { done: [], failed: [] };
        for (let start = 0; start < list.length; start += AT_ONCE) {
          const { done, failed } = await changeActionItems(list.slice(start, start + AT_ONCE));
          answer.done.push(...done);
          answer.failed.push(...failed);
        }
        await queryClient.invalidateQueries({ queryKey: ['action-items'] });
        void queryClient.invalidateQueries({ queryKey: ['incidents'] });
        void queryClient.invalidateQueries({ queryKey: ['metrics', 'action-items'] });
        noteFailed(answer);
        return answer;
      };
      const { done } = await send(changes);
      const undo = done.map(({ item, before }) => ({ id: item.id, set: before }));
      if (undo.length > 0) undoable({ message, undo: () => send(undo), redo: () => send(changes) });
    },
    [queryClient, undoable, noteFailed],
  );
}
