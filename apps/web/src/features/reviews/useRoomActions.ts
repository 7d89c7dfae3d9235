import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { useMemo } from 'react';
import { useT } from '../../i18n/useT.js';
import { announce } from '../../ui/announce.js';
import { errorMessage } from '../../ui/errorMessage.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { decisionActionsOf } from './decisionActionsOf.js';
import { judgeActionsOf } from './judgeActionsOf.js';
import { meetingActionsOf } from './meetingActionsOf.js';
import { noteActionsOf } from './noteActionsOf.js';
import { roomQuery } from './reviews.queries.js';
import type { RoomContext } from './roomContext.js';
import type { RoomOutbox } from './roomOutbox.js';

export type RoomActions = ReturnType<typeof useRoomActions>;

/** What the people in a room can do; each action shows its answer at once and can be undone where that makes sense. */
export function useRoomActions(id: string, outbox: RoomOutbox) {
  const queryClient = useQueryClient();
  const t = useT();
  const undoable = useUndoToast();
  return useMemo(() => {
    const { queryKey } = roomQuery(id);
    const context: RoomContext = {
      id,
      t,
      outbox,
      undoable,
      getRoom: () => queryClient.getQueryData(queryKey),
      show: (room) => {
        queryClient.setQueryData(queryKey, room);
        return room;
      },
      change: (how) =>
        queryClient.setQueryData(queryKey, (room: ReviewRoom | undefined) =>
          room === undefined ? room : how(room),
        ),
      refetch: () => queryClient.invalidateQueries({ queryKey: ['reviews'] }),
      tell: (error) =>
        notifications.show({
          color: 'red',
          message: errorMessage(error, t),
          closeButtonProps: { 'aria-label': t('ui.close') },
        }),
      kept: (label) => announce(t('reviews.kept.said', { what: label })),
    };
    return {
      show: context.show,
      refetch: context.refetch,
      tell: context.tell,
      outbox,
      ...meetingActionsOf(context),
      ...noteActionsOf(context),
      ...judgeActionsOf(context),
      ...decisionActionsOf(context),
    };
  }, [id, queryClient, t, undoable, outbox]);
}
