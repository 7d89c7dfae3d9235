import type { Decision } from '@tenken/shared/decisions.contract';
import type { RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { ReviewChanges } from '@tenken/shared/review-record.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';

const WEEK_MS = 7 * 86_400_000;

/**
 * What is different from the review before. Both are records as they were frozen, so the answer stays the same.
 * `decisions` are those of the earlier review as they stand now; what became of them after this one ended does not count.
 */
export function compareReviews(
  previous: ReviewRoom,
  current: ReviewRoom,
  decisions: readonly Decision[],
): ReviewChanges {
  const closedAt = previous.closedAt ?? previous.createdAt;
  const end = current.closedAt;
  const isOver = (decision: Decision) =>
    decision.closedAt !== null && (end === null || Date.parse(decision.closedAt) <= Date.parse(end));
  const count = (status: Decision['status']) =>
    decisions.filter((decision) => isOver(decision) && decision.status === status).length;
  const done = count('done');
  const cancelled = count('cancelled');
  return {
    previous: { id: previous.id, title: previous.title, closedAt },
    firedPerWeek: {
      before: perWeek(previous.overview.fired, previous),
      after: perWeek(current.overview.fired, current),
    },
    pagesPerWeek: {
      before: perWeek(previous.overview.pages, previous),
      after: perWeek(current.overview.pages, current),
    },
    rules: changedRules(rulesOf(previous), rulesOf(current), closedAt),
    decisions: { done, cancelled, open: decisions.length - done - cancelled },
  };
}

function rulesOf(room: ReviewRoom): Map<string, RuleAgendaItem> {
  const rules = room.items.filter((item): item is RuleAgendaItem => item.kind === 'alert_rule');
  return new Map(rules.map((item) => [item.evidence.alertRuleId, item]));
}

function changedRules(
  before: ReadonlyMap<string, RuleAgendaItem>,
  after: ReadonlyMap<string, RuleAgendaItem>,
  since: string,
): ReviewChanges['rules'] {
  const rules: ReviewChanges['rules'] = [];
  for (const [alertRuleId, item] of after) {
    const earlier = before.get(alertRuleId);
    const { name, definitionChangedAt } = item.evidence;
    const verdicts = { verdictBefore: earlier?.verdict ?? null, verdictAfter: item.verdict };
    const rule = { alertRuleId, name, ...verdicts };
    if (earlier === undefined) {
      rules.push({ ...rule, change: 'new' });
      continue;
    }
    if (definitionChangedAt !== null && Date.parse(definitionChangedAt) > Date.parse(since)) {
      rules.push({ ...rule, change: 'definition' });
    }
    if (earlier.verdict !== null && item.verdict !== null && earlier.verdict !== item.verdict) {
      rules.push({ ...rule, change: 'verdict' });
    }
  }
  for (const [alertRuleId, item] of before) {
    if (after.has(alertRuleId)) continue;
    const { name } = item.evidence;
    rules.push({ alertRuleId, name, change: 'gone', verdictBefore: item.verdict, verdictAfter: null });
  }
  return rules;
}

/** Null for a window without length. */
function perWeek(count: number, { from, to }: ReviewRoom): number | null {
  const weeks = (Date.parse(to) - Date.parse(from)) / WEEK_MS;
  return weeks > 0 ? count / weeks : null;
}
