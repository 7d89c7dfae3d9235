import type { Decision } from '@tenken/shared/decisions.contract';
import type { RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { ReviewChanges } from '@tenken/shared/review-record.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';

const WEEK_MS = 7 * 86_400_000;

/**
 * What is different from the review before. Both are records as they were frozen, so the answer stays the same.
 * `decisions` are those of the earlier review as they stand now; what became of them after this one ended does not count.
 * Where the two had not the same services, the figures are of the rules of those that both had.
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
  const onlyServices = sharedServices(previous, current);
  const pair = (figure: 'fired' | 'pages') => ({
    before: perWeek(countOf(previous, figure, onlyServices), previous),
    after: perWeek(countOf(current, figure, onlyServices), current),
  });
  return {
    previous: { id: previous.id, title: previous.title, closedAt },
    firedPerWeek: pair('fired'),
    pagesPerWeek: pair('pages'),
    onlyServices: onlyServices?.map(({ name }) => name) ?? null,
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

/** The services that both reviews had; null where they are all of both. */
function sharedServices(previous: ReviewRoom, current: ReviewRoom): ReviewRoom['services'] | null {
  const before = new Set(previous.services.map(({ id }) => id));
  const shared = current.services.filter(({ id }) => before.has(id));
  return shared.length === before.size && shared.length === current.services.length ? null : shared;
}

/** Null where the review looked at no rules one by one, and so cannot tell of a part of its services. */
function countOf(
  room: ReviewRoom,
  figure: 'fired' | 'pages',
  services: ReviewRoom['services'] | null,
): number | null {
  if (services === null) return room.overview[figure];
  const rules = [...rulesOf(room).values()];
  if (rules.length === 0 && room.overview.rules > 0) return null;
  const ids = new Set<string | null>(services.map(({ id }) => id));
  return rules
    .filter(({ evidence }) => ids.has(evidence.serviceId))
    .reduce((sum, { evidence }) => sum + evidence[figure], 0);
}

/** Of a window that had not ended when the figures were made, what had passed of it; null where that is nothing. */
function perWeek(count: number | null, { from, to, asOf }: ReviewRoom): number | null {
  const weeks = (Math.min(Date.parse(to), Date.parse(asOf)) - Date.parse(from)) / WEEK_MS;
  return count !== null && weeks > 0 ? count / weeks : null;
}
