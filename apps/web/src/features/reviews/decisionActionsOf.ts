import type { CreateDecisionBody, DecisionKind } from '@tenken/shared/decisions.contract';
import { ApiError } from '../../api/http.js';
import { newClientId } from '../../api/newClientId.js';
import type { TakeBack } from './historyOf.js';
import { removeTopic, restoreTopic, revealVotes } from './reviewLive.queries.js';
import {
  moveDecision,
  moveReview,
  setItemsReviewed,
  takeDecisionBack,
  undoVerdicts,
} from './reviews.queries.js';
import type { RoomContext } from './roomContext.js';
import { removeGap, setActionItemStatus } from './takeBack.js';

/** Decisions of now and of before, and taking back any line of the history. */
export function decisionActionsOf({ id, t, outbox, show, tell, kept, refetch, undoable }: RoomContext) {
  const decided = (decisionId: string, kind: DecisionKind, ruleName: string) => {
    undoable({
      message: t('reviews.decision.made', { kind: t(`reviews.kind.${kind}`), rule: ruleName }),
      undo: () => takeDecisionBack(decisionId, kind === 'keep' ? 'done' : 'open').then(refetch),
    });
    return refetch();
  };
  const undoOf: Record<TakeBack['kind'], (what: never) => Promise<unknown>> = {
    verdict: async ({ eventId }: { eventId: string }) => {
      const failure = (await undoVerdicts([eventId])).failed[0];
      if (failure) throw new ApiError({ status: 409, code: failure.code, message: failure.detail });
    },
    decision: (what: { id: string }) => takeDecisionBack(what.id, 'open'),
    action_item: (what: { id: string }) => setActionItemStatus(what.id, 'deleted'),
    gap: (what: { id: string }) => removeGap(what.id),
    topic: async ({ itemId }: { itemId: string }) => {
      await removeTopic(id, itemId);
      undoable({
        quiet: true,
        message: t('reviews.history.takenBack'),
        undo: () => restoreTopic(id, itemId).then(show),
      });
    },
    reviewed: ({ itemId }: { itemId: string }) => setItemsReviewed(id, [itemId], false),
    votes: ({ itemId }: { itemId: string }) => revealVotes(id, [itemId], false),
  };
  return {
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
    decided,
    /** A decision that could not be sent; it is made when the server is there again. */
    keepDecision: (body: CreateDecisionBody, ruleName: string) => {
      const clientId = body.clientId ?? newClientId();
      const label = t('reviews.decision.made', { kind: t(`reviews.kind.${body.kind}`), rule: ruleName });
      outbox.keep({ kind: 'decision', body: { ...body, clientId }, clientId, label });
      kept(label);
    },
    /** Takes a line of the history back. Throws what the server refuses. */
    takeBack: async (what: TakeBack) => {
      await undoOf[what.kind](what as never);
      await refetch();
    },
  };
}
