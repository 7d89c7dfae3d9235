import type { RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import type { Verdict, VerdictReason } from '@tenken/shared/verdicts.contract';
import { useState } from 'react';
import { ApiError } from '../../api/http.js';
import { useT } from '../../i18n/useT.js';
import { announce } from '../../ui/announce.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { nextUnreviewed } from './nextUnreviewed.js';
import { undoVerdicts } from './reviews.queries.js';
import type { RoomActions } from './useRoomActions.js';
import type { VerdictQueue } from './verdictQueue.js';

interface Options {
  room: ReviewRoom;
  items: readonly RuleAgendaItem[];
  queue: VerdictQueue;
  actions: RoomActions;
  myId: string | null;
  /** does not go on by itself: the screen is where the presenter is */
  isFollowing: boolean;
  onGo(id: string | null): void;
}

/** What was just judged and may be given a reason. */
export interface JustJudged {
  /** changes with each verdict, so that the time for the reason begins anew */
  key: string;
  about: string;
  rules: readonly { key: string; alertRuleId: string }[];
}

/** True while 1 to 6 are votes: before the meeting, and in one that votes first, until the votes are revealed. */
export function isVotedOn(room: Pick<ReviewRoom, 'votesFirst' | 'status'>, item: RuleAgendaItem): boolean {
  return !item.votes.isRevealed && (room.votesFirst || room.status === 'planned');
}

/** Verdicts by key on one rule or on several, their reasons, votes, and "keep as it is", each undone by one press. */
export function useRuleJudging({ room, items, queue, actions, myId, isFollowing, onGo }: Options) {
  const t = useT();
  const undoable = useUndoToast();
  const [justJudged, setJustJudged] = useState<JustJudged | null>(null);

  const goOn = (fromId: string) => {
    if (!isFollowing) onGo(nextUnreviewed(items, fromId));
  };
  const give = (targets: readonly RuleAgendaItem[], verdict: Verdict | null) => {
    const first = targets[0];
    if (first === undefined) return;
    const keys = queue.addAll(
      targets.map((item) => item.evidence.alertRuleId),
      verdict,
    );
    const word = t(`ui.verdict.${verdict ?? 'unreviewed'}`);
    const isOne = targets.length === 1;
    const message = isOne
      ? t('reviews.verdict.given', { verdict: word, rule: first.evidence.name })
      : t('reviews.bulk.given', { n: targets.length, verdict: word });
    undoable({
      quiet: isOne,
      message,
      undo: async () => {
        setJustJudged(null);
        const events = await Promise.all(
          keys.map((key, index) => queue.takeBack(key, targets[index]?.verdict ?? null)),
        );
        onGo(first.id);
        const ids = events.filter((event) => typeof event === 'string');
        if (ids.length === 0) return;
        const answer = await undoVerdicts(ids);
        await actions.refetch();
        const failure = answer.failed[0];
        if (failure) throw new ApiError({ status: 409, code: failure.code, message: failure.detail });
      },
    });
    if (verdict === null) return setJustJudged(null);
    setJustJudged({
      key: keys[0] ?? '',
      about: message,
      rules: keys.map((key, index) => ({ key, alertRuleId: targets[index]?.evidence.alertRuleId ?? '' })),
    });
    goOn((targets.at(-1) ?? first).id);
  };
  const vote = (item: RuleAgendaItem, verdict: Verdict | null) => {
    if (myId === null) return;
    const name = room.participants.find((person) => person.id === myId)?.name ?? '';
    void actions.vote(item, verdict, { id: myId, name });
    // Ahead of the meeting one works alone and goes on; in it everyone waits for the others.
    if (room.status !== 'planned' || verdict === null) return;
    const rest = items.map((one) => ({ id: one.id, isReviewed: one.votes.mine !== null }));
    const next = nextUnreviewed(rest, item.id);
    if (next === null) announce(t('reviews.vote.allMine'));
    else onGo(next);
  };
  const judge = (item: RuleAgendaItem, verdict: Verdict | null) => {
    if (isVotedOn(room, item)) vote(item, verdict);
    else give([item], verdict);
  };
  const giveReason = async (reasonCode: VerdictReason) => {
    if (justJudged === null) return;
    setJustJudged(null);
    const given: { eventId: string; alertRuleId: string }[] = [];
    for (const { key, alertRuleId } of justJudged.rules) {
      const eventId = await queue.addReason(key, reasonCode);
      if (typeof eventId === 'string') given.push({ eventId, alertRuleId });
    }
    if (given.length > 0) await actions.giveReason(given, reasonCode);
  };
  const keep = (ids: readonly string[]) =>
    actions.setReviewed(ids, true, t('reviews.kept', { n: ids.length }), ids.length === 1);
  return { judge, give, keep, goOn, giveReason, justJudged, closeReason: () => setJustJudged(null) };
}
