import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import type { VerdictEvent } from '@tenken/shared/verdicts.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { agendaItemName } from './agendaItemName.js';

/** What takes a line back. */
export type TakeBack =
  | { kind: 'verdict'; eventId: string }
  | { kind: 'decision'; id: string }
  | { kind: 'action_item'; id: string }
  | { kind: 'gap'; id: string }
  | { kind: 'topic'; itemId: string }
  | { kind: 'reviewed'; itemId: string }
  | { kind: 'votes'; itemId: string };

export interface HistoryLine {
  key: string;
  text: string;
  /** null: not kept of this kind */
  at: string | null;
  by: string | null;
  isTakenBack: boolean;
  undo: TakeBack | null;
}

/**
 * What was done in a session: verdicts with their time, newest first, decisions between them, then what has no time of its
 * own (action items, gaps, topics, items ticked off, votes revealed). An event that undid another shows at that one.
 */
export function historyOf(room: ReviewRoom, events: readonly VerdictEvent[], t: Translator): HistoryLine[] {
  const names = new Map(
    room.items.flatMap((item) =>
      item.kind === 'alert_rule' ? [[item.evidence.alertRuleId, item.evidence.name]] : [],
    ),
  );
  const undone = new Set(events.flatMap((event) => (event.undoOfId === null ? [] : [event.undoOfId])));
  const verdicts = events
    .filter((event) => event.undoOfId === null)
    .map((event): HistoryLine => {
      const rule = names.get(event.alertRuleId) ?? event.alertRuleId;
      return {
        key: `verdict ${event.id}`,
        text: t('reviews.verdict.given', {
          rule: event.episodeId === null ? rule : t('reviews.history.episode', { rule }),
          verdict: t(`ui.verdict.${event.verdict ?? 'unreviewed'}`),
        }),
        at: event.decidedAt,
        by: event.decidedBy?.name ?? null,
        isTakenBack: undone.has(event.id),
        undo: event.isCurrent && !undone.has(event.id) ? { kind: 'verdict', eventId: event.id } : null,
      };
    });
  const decisions = room.decisions.map(
    (decision): HistoryLine => ({
      key: `decision ${decision.id}`,
      text: t('reviews.decision.made', {
        kind: t(`reviews.kind.${decision.kind}`),
        rule: decision.ruleName ?? '',
      }),
      at: decision.createdAt,
      by: decision.createdBy?.name ?? null,
      isTakenBack: false,
      undo: decision.status === 'open' ? { kind: 'decision', id: decision.id } : null,
    }),
  );
  const timed = [...verdicts, ...decisions].sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''));
  const untimed = (key: string, text: string, by: string | null, undo: TakeBack): HistoryLine => ({
    key,
    text,
    at: null,
    by,
    isTakenBack: false,
    undo,
  });
  return [
    ...timed,
    ...room.actionItems.map(({ id, title }) =>
      untimed(`action ${id}`, t('reviews.action.added', { title }), null, { kind: 'action_item', id }),
    ),
    ...room.gaps.map(({ id, serviceName }) =>
      untimed(`gap ${id}`, t('reviews.gap.added', { service: serviceName }), null, { kind: 'gap', id }),
    ),
    ...room.items.flatMap((item) =>
      item.kind === 'topic'
        ? [
            untimed(
              `topic ${item.id}`,
              t('reviews.topic.added', { title: item.evidence.title }),
              item.evidence.addedBy?.name ?? null,
              { kind: 'topic', itemId: item.id },
            ),
          ]
        : [],
    ),
    ...room.items.flatMap((item) =>
      item.reviewedBy === null
        ? []
        : [
            untimed(
              `reviewed ${item.id}`,
              t('reviews.ticked', { item: agendaItemName(item, t) }),
              item.reviewedBy.name,
              { kind: 'reviewed', itemId: item.id },
            ),
          ],
    ),
    ...room.items.flatMap((item) =>
      item.kind === 'alert_rule' && item.votes.isRevealed && item.votes.voters.length > 0
        ? [
            untimed(`votes ${item.id}`, t('reviews.vote.revealedOf', { rule: item.evidence.name }), null, {
              kind: 'votes',
              itemId: item.id,
            }),
          ]
        : [],
    ),
  ];
}
