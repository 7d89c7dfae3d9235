import type { RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { escapeMarkdown as esc, markdownLink } from '../../markdown/escape-markdown.js';
import { blocks, section, table } from './markdown-blocks.js';
import type { MinutesLines } from './minutes-lines.js';
import type { MinutesWords } from './minutes-words.js';
import type { MinutesContents } from './review-minutes.service.js';

/** What came out of the session: decisions, verdicts, action items, coverage gaps. */
export function renderAgreed({ room }: MinutesContents, lines: MinutesLines, words: MinutesWords): string {
  return blocks(
    section(words.decisions, renderDecisions(room, lines, words)),
    section(words.actionItems, renderActionItems(room, words)),
    section(words.gaps, renderGaps(room, lines, words)),
    section(words.verdicts, renderVerdicts(room, lines, words)),
  );
}

function renderDecisions(room: ReviewRoom, lines: MinutesLines, words: MinutesWords): string {
  if (room.decisions.length === 0) return words.noDecisions;
  return table(
    [words.rule, words.decision, words.reason, words.owner, words.dueOn, words.actionItem],
    [...room.decisions]
      .sort((a, b) => Number(a.id) - Number(b.id))
      .map((decision) => [
        esc(decision.ruleName ?? ''),
        lines.decision(decision),
        esc(decision.reason),
        lines.owner(decision),
        decision.dueOn ?? '',
        decision.actionItem === null ? '' : markdownLink(decision.actionItem.title, decision.actionItem.url),
      ]),
  );
}

function renderActionItems(room: ReviewRoom, words: MinutesWords): string {
  if (room.actionItems.length === 0) return words.noActionItems;
  return table(
    [words.actionItem, words.owner, words.dueOn, words.status],
    room.actionItems.map((item) => [
      markdownLink(item.title, item.url),
      item.owner === null ? words.unowned : esc(item.owner),
      item.dueOn ?? '',
      words.statuses[item.status] ?? item.status,
    ]),
  );
}

function renderGaps(room: ReviewRoom, lines: MinutesLines, words: MinutesWords): string {
  if (room.gaps.length === 0) return words.noGaps;
  return table(
    [words.service, words.signal, words.expected, words.owner, words.dueOn, words.incident],
    room.gaps.map((gap) => [
      esc(gap.serviceName),
      lines.signal(gap.signal),
      esc(gap.expected),
      gap.owner === null ? words.unowned : esc(gap.owner),
      gap.dueOn ?? '',
      gap.incident === null ? '' : esc(gap.incident.title),
    ]),
  );
}

function renderVerdicts(room: ReviewRoom, lines: MinutesLines, words: MinutesWords): string {
  const rules = room.items.filter((item): item is RuleAgendaItem => item.kind === 'alert_rule');
  const isVotedOn = (item: RuleAgendaItem) => lines.counts(item.votes.counts) !== '';
  const judged = rules.filter(
    (item) => item.verdict !== null || lines.counts(item.episodeVerdicts) !== '' || isVotedOn(item),
  );
  const decided = new Set(room.decisions.map((decision) => decision.alertRuleId));
  const kept = rules.filter(
    (item) => item.isReviewed && !judged.includes(item) && !decided.has(item.evidence.alertRuleId),
  );
  // Votes have a column of their own only where somebody voted.
  const hasVotes = judged.some(isVotedOn);
  const head = [words.rule, words.service, words.firings, words.pages, words.actionable];
  const votes = hasVotes ? [words.votes] : [];
  const verdicts = table(
    [...head, ...votes, words.verdict, words.episodes, words.reason],
    judged.map((item) => [
      esc(item.evidence.name),
      esc(item.evidence.serviceName ?? ''),
      String(item.evidence.fired),
      String(item.evidence.pages),
      lines.precision(item.evidence.precision),
      ...(hasVotes ? [lines.counts(item.votes.counts)] : []),
      item.verdict === null ? '' : words.verdictNames[item.verdict],
      lines.counts(item.episodeVerdicts),
      lines.verdictReason(item),
    ]),
  );
  const names = kept.map((item) => esc(item.evidence.name)).join(words.separator);
  return blocks(
    judged.length === 0 ? words.noVerdicts : verdicts,
    kept.length === 0 ? '' : `${words.keptWithoutVerdict}${words.colon}${names}`,
  );
}
