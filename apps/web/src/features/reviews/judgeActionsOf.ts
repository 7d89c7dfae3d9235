import type { RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { Verdict, VerdictReason } from '@tenken/shared/verdicts.contract';
import { ApiError } from '../../api/http.js';
import { putVerdictReason, putVote } from './reviewLive.queries.js';
import { giveVerdicts, setItemsReviewed, undoVerdicts } from './reviews.queries.js';
import type { RoomContext } from './roomContext.js';

/** Judging beside the verdict queue of rules: votes, reasons, single alerts, items ticked off. */
export function judgeActionsOf({
  id,
  t,
  outbox,
  show,
  change,
  tell,
  kept,
  refetch,
  undoable,
  getRoom,
}: RoomContext) {
  const setReviewed = async (itemIds: readonly string[], reviewed: boolean, label: string) => {
    const before = getRoom();
    const wanted = new Set(itemIds);
    change((room) => ({
      ...room,
      items: room.items.map((item) => (wanted.has(item.id) ? { ...item, isReviewed: reviewed } : item)),
    }));
    try {
      const outcome = await outbox.submit({ kind: 'reviewed', itemIds, reviewed, label }, () =>
        setItemsReviewed(id, itemIds, reviewed),
      );
      if (outcome.sent) show(outcome.answer);
      else kept(label);
    } catch (error) {
      // Taken back item by item: what others have changed meanwhile stays.
      const was = new Map(before?.items.map((item) => [item.id, item.isReviewed]));
      change((room) => ({
        ...room,
        items: room.items.map((item) =>
          wanted.has(item.id) ? { ...item, isReviewed: was.get(item.id) ?? item.isReviewed } : item,
        ),
      }));
      throw error;
    }
  };
  const setVotes = (itemId: string, how: (votes: RuleAgendaItem['votes']) => RuleAgendaItem['votes']) =>
    change((room) => ({
      ...room,
      items: room.items.map((item) =>
        item.id === itemId && item.kind === 'alert_rule' ? { ...item, votes: how(item.votes) } : item,
      ),
    }));
  return {
    setReviewed: (itemIds: readonly string[], reviewed: boolean, message: string, quiet = false) =>
      setReviewed(itemIds, reviewed, message).then(
        () =>
          undoable({
            message,
            quiet,
            undo: () => setReviewed(itemIds, !reviewed, message),
            redo: () => setReviewed(itemIds, reviewed, message),
          }),
        tell,
      ),
    /** A vote before the discussion: shown at once, and put back when it is refused. */
    vote: async (item: RuleAgendaItem, verdict: Verdict | null, me: { id: string; name: string }) => {
      const { id: itemId, votes } = item;
      const label = t('reviews.vote.label', { rule: item.evidence.name });
      const cast = async (to: Verdict | null) => {
        setVotes(itemId, (old) => ({
          ...old,
          mine: to,
          voters:
            to === null
              ? old.voters.filter((person) => person.id !== me.id)
              : old.voters.some((person) => person.id === me.id)
                ? old.voters
                : [...old.voters, me],
        }));
        const outcome = await outbox.submit({ kind: 'vote', itemId, verdict: to, label }, () =>
          putVote(id, itemId, to),
        );
        if (outcome.sent) setVotes(itemId, () => outcome.answer);
        else kept(label);
      };
      try {
        await cast(verdict);
        undoable({ quiet: true, message: label, undo: () => cast(votes.mine), redo: () => cast(verdict) });
      } catch (error) {
        setVotes(itemId, () => votes);
        tell(error);
        await refetch();
      }
    },
    /** Why, of verdicts that the server has. */
    giveReason: async (
      given: readonly { eventId: string; alertRuleId: string }[],
      reasonCode: VerdictReason | null,
    ) => {
      const label = t('reviews.verdictReason');
      const before = new Map<string, VerdictReason | null>();
      for (const item of getRoom()?.items ?? [])
        if (item.kind === 'alert_rule') before.set(item.evidence.alertRuleId, item.verdictReasonCode);
      const put = async (codeOf: (alertRuleId: string) => VerdictReason | null) => {
        const wanted = new Set(given.map(({ alertRuleId }) => alertRuleId));
        change((room) => ({
          ...room,
          items: room.items.map((item) =>
            item.kind === 'alert_rule' && wanted.has(item.evidence.alertRuleId)
              ? { ...item, verdictReasonCode: codeOf(item.evidence.alertRuleId) }
              : item,
          ),
        }));
        for (const { eventId, alertRuleId } of given) {
          const code = codeOf(alertRuleId);
          await outbox.submit({ kind: 'reason', eventId, reasonCode: code, label }, () =>
            putVerdictReason(eventId, code),
          );
        }
      };
      const putBack = () => put((alertRuleId) => before.get(alertRuleId) ?? null);
      try {
        await put(() => reasonCode);
        const reason = t(`reviews.verdictReason.${reasonCode ?? 'notSaid'}`);
        undoable({ quiet: true, message: t('reviews.verdictReason.given', { reason }), undo: putBack });
      } catch (error) {
        tell(error);
        await refetch();
      }
    },
    /** Single alerts of a rule. True when it is saved or kept; `onUndone` runs when it was taken back. */
    judgeEpisodes: async (
      what: { alertRuleId: string; episodeIds: string[]; verdict: Verdict | null },
      message: string,
      onUndone: () => void,
    ): Promise<boolean> => {
      try {
        const outcome = await outbox.submit(
          { kind: 'episode_verdict', ...what, label: message },
          async () => {
            const answer = await giveVerdicts({ reviewSessionId: id, items: [what] });
            throwFirst(answer.failed);
            return answer.items.map((event) => event.id);
          },
        );
        if (!outcome.sent) {
          kept(message);
          return true;
        }
        undoable({
          quiet: true,
          message,
          undo: async () => {
            throwFirst((await undoVerdicts(outcome.answer)).failed);
            onUndone();
          },
        });
        return true;
      } catch (error) {
        tell(error);
        return false;
      }
    },
  };
}

function throwFirst(failed: readonly { code: string; detail: string }[]): void {
  const failure = failed[0];
  if (failure) throw new ApiError({ status: 409, code: failure.code, message: failure.detail });
}
