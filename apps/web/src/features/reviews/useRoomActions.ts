import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import type { DecisionKind } from '@tenken/shared/decisions.contract';
import type { ReviewRoom, ReviewStepKey } from '@tenken/shared/reviews.contract';
import { useMemo } from 'react';
import { useT } from '../../i18n/useT.js';
import { errorMessage } from '../../ui/errorMessage.js';
import { useUndoToast } from '../../ui/undoToast.js';
import {
  goToStep,
  moveDecision,
  moveReview,
  putItemNote,
  putNotes,
  removeGap,
  roomQuery,
  setActionItemStatus,
  setItemsReviewed,
} from './reviews.queries.js';

export type RoomActions = ReturnType<typeof useRoomActions>;

/** What the people in a room can do; each action shows its answer at once and can be undone where that makes sense. */
export function useRoomActions(id: string) {
  const queryClient = useQueryClient();
  const t = useT();
  const undoable = useUndoToast();
  return useMemo(() => {
    const { queryKey } = roomQuery(id);
    const show = (room: ReviewRoom) => {
      queryClient.setQueryData(queryKey, room);
      return room;
    };
    const refetch = () => queryClient.invalidateQueries({ queryKey: ['reviews'] });
    const tell = (error: unknown) =>
      notifications.show({
        color: 'red',
        message: errorMessage(error, t),
        closeButtonProps: { 'aria-label': t('ui.close') },
      });
    /** Shows the change before the server has it, and takes it back when the server refuses. */
    const setReviewed = async (itemIds: readonly string[], reviewed: boolean) => {
      const before = queryClient.getQueryData(queryKey);
      const wanted = new Set(itemIds);
      queryClient.setQueryData(queryKey, (room) =>
        room === undefined
          ? room
          : {
              ...room,
              items: room.items.map((item) =>
                wanted.has(item.id) ? { ...item, isReviewed: reviewed } : item,
              ),
            },
      );
      try {
        show(await setItemsReviewed(id, itemIds, reviewed));
      } catch (error) {
        queryClient.setQueryData(queryKey, before);
        throw error;
      }
    };
    return {
      show,
      refetch,
      tell,
      goTo: (step: ReviewStepKey) => goToStep(id, step).then(show, tell),
      start: () => moveReview(id, 'start').then(show, tell),
      refresh: () => moveReview(id, 'refresh').then(show, tell),
      close: () => moveReview(id, 'close').then(show),
      reopen: () => moveReview(id, 'reopen').then(show),
      saveNotes: (notes: string, rowVersion: number) => putNotes(id, notes, rowVersion).then(show),
      saveItemNote: (itemId: string, note: string, rowVersion: number) =>
        putItemNote(id, itemId, note, rowVersion).then(show),
      setReviewed: (itemIds: readonly string[], reviewed: boolean, message: string, quiet = false) =>
        setReviewed(itemIds, reviewed).then(
          () =>
            undoable({
              message,
              quiet,
              undo: () => setReviewed(itemIds, !reviewed),
              redo: () => setReviewed(itemIds, reviewed),
            }),
          tell,
        ),
      /** Ends an earlier decision and ticks its item off; undo brings both back. */
      settleDecision: async (
        itemId: string,
        decisionId: string,
        action: 'done' | 'cancel',
        message: string,
      ) => {
        // Refreshed while the item is not ticked off: afterwards its evidence stands as it was.
        const settle = async () => {
          await moveDecision(decisionId, action);
          await moveReview(id, 'refresh');
          show(await setItemsReviewed(id, [itemId], true));
        };
        const unsettle = async () => {
          await moveDecision(decisionId, 'undo');
          await setItemsReviewed(id, [itemId], false);
          show(await moveReview(id, 'refresh'));
        };
        try {
          await settle();
          undoable({ message, undo: unsettle, redo: settle });
        } catch (error) {
          tell(error);
          await refetch();
        }
      },
      /** After an action item or a gap was added: shows the room, and offers to take it back. */
      added: (room: ReviewRoom) => {
        const before = queryClient.getQueryData(queryKey);
        show(room);
        const action = room.actionItems.find(
          ({ id: one }) => !before?.actionItems.some((old) => old.id === one),
        );
        const gap = room.gaps.find(({ id: one }) => !before?.gaps.some((old) => old.id === one));
        if (action !== undefined) {
          undoable({
            message: t('reviews.action.added', { title: action.title }),
            undo: () => setActionItemStatus(action.id, 'deleted').then(refetch),
            redo: () => setActionItemStatus(action.id, 'open').then(refetch),
          });
        } else if (gap !== undefined) {
          undoable({
            message: t('reviews.gap.added', { service: gap.serviceName }),
            undo: () => removeGap(gap.id).then(refetch),
          });
        }
      },
      decided: (decisionId: string, kind: DecisionKind, ruleName: string) => {
        undoable({
          message: t('reviews.decision.made', { kind: t(`reviews.kind.${kind}`), rule: ruleName }),
          undo: () => moveDecision(decisionId, 'undo').then(refetch),
        });
        return refetch();
      },
    };
  }, [id, queryClient, t, undoable]);
}
