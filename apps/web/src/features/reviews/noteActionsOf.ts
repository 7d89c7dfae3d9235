import type { ReviewActionItemBody, ReviewGapBody, ReviewRoom } from '@tenken/shared/reviews.contract';
import { newClientId } from '../../api/newClientId.js';
import type { NoteBase } from './NoteEditor.js';
import { addTopic, removeTopic, restoreTopic } from './reviewLive.queries.js';
import { addActionItem, addGap, putItemNote, putNotes } from './reviews.queries.js';
import type { RoomContext } from './roomContext.js';
import { removeGap, setActionItemStatus } from './takeBack.js';

/** What is written down: notes, topics, action items, gaps. Without a connection it is kept here and sent later. */
export function noteActionsOf({ id, t, outbox, show, tell, kept, refetch, undoable, getRoom }: RoomContext) {
  /** Shows the room, and offers to take back what is new in it. */
  const added = (room: ReviewRoom) => {
    const before = getRoom();
    show(room);
    const action = room.actionItems.find(({ id: one }) => !before?.actionItems.some((old) => old.id === one));
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
  };
  /** `saved`, or `kept` to be sent later. Throws what the server refuses. */
  const write = async (
    what: Parameters<typeof outbox.submit>[0],
    direct: () => Promise<ReviewRoom>,
    done: (room: ReviewRoom) => void = show,
  ): Promise<'saved' | 'kept'> => {
    const outcome = await outbox.submit(what, direct);
    if (outcome.sent) done(outcome.answer);
    else kept(what.label);
    return outcome.sent ? 'saved' : 'kept';
  };
  return {
    saveNotes: (text: string, base: NoteBase) =>
      write(
        {
          kind: 'notes',
          base: base.value,
          rowVersion: base.rowVersion,
          text,
          label: t('reviews.note.session'),
        },
        () => putNotes(id, text, base.rowVersion),
      ),
    saveItemNote: (itemId: string, text: string, base: NoteBase, name: string) =>
      write(
        {
          kind: 'item_note',
          itemId,
          base: base.value,
          rowVersion: base.rowVersion,
          text,
          label: t('reviews.note.of', { item: name }),
        },
        () => putItemNote(id, itemId, text, base.rowVersion),
      ),
    addActionItem: (body: ReviewActionItemBody) => {
      const clientId = newClientId();
      const whole = { ...body, clientId };
      const label = t('reviews.action.label', { title: body.title });
      return write(
        { kind: 'action_item', body: whole, clientId, label },
        () => addActionItem(id, whole),
        added,
      );
    },
    addGap: (body: ReviewGapBody, service: string) => {
      const clientId = newClientId();
      const whole = { ...body, clientId };
      const label = t('reviews.gap.label', { service });
      return write({ kind: 'gap', body: whole, clientId, label }, () => addGap(id, whole), added);
    },
    addTopic: async (step: string, title: string) => {
      const clientId = newClientId();
      try {
        const body = { step, title, clientId };
        await write(
          { kind: 'topic', ...body, label: title },
          () => addTopic(id, body),
          (room) => {
            const before = getRoom();
            show(room);
            const topic = room.items.find(
              (item) => item.kind === 'topic' && !before?.items.some((old) => old.id === item.id),
            );
            if (topic === undefined) return;
            undoable({
              quiet: true,
              message: t('reviews.topic.added', { title }),
              undo: () => removeTopic(id, topic.id).then(show),
              redo: () => restoreTopic(id, topic.id).then(show),
            });
          },
        );
      } catch (error) {
        tell(error);
      }
    },
    removeTopic: async (itemId: string, title: string) => {
      try {
        await removeTopic(id, itemId).then(show);
        undoable({
          message: t('reviews.topic.removed', { title }),
          undo: () => restoreTopic(id, itemId).then(show),
          redo: () => removeTopic(id, itemId).then(show),
        });
      } catch (error) {
        tell(error);
      }
    },
  };
}
