import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import type { ActionItemChange } from '@tenken/shared/action-items.contract';
import { useCallback } from 'react';
import { useT } from '../../i18n/useT.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { changeActionItems } from './actionItems.queries.js';

/**
 * Changes items, says how many could not be changed, and offers the way back: the values from before, sent again.
 * Rejects when nothing could be changed at all.
 */
export function useActionItemChanges(): (
  changes: readonly { id: string; set: ActionItemChange }[],
  message: string,
) => Promise<void> {
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  return useCallback(
    async (changes, message) => {
      const send = async (list: readonly { id: string; set: ActionItemChange }[]) => {
        const answer = await changeActionItems(list);
        await queryClient.invalidateQueries({ queryKey: ['action-items'] });
        void queryClient.invalidateQueries({ queryKey: ['incidents'] });
        return answer;
      };
      const { done, failed } = await send(changes);
      const undo = done.map(({ item, before }) => ({ id: item.id, set: before }));
      if (undo.length > 0) undoable({ message, undo: () => send(undo), redo: () => send(changes) });
      if (failed.length > 0) {
        notifications.show({
          color: 'red',
          message: t('actions.failed', { n: failed.length, reason: failed[0]?.message ?? '' }),
          closeButtonProps: { 'aria-label': t('ui.close') },
        });
      }
    },
    [queryClient, undoable, t],
  );
}
