import type { Decision } from '@tenken/shared/decisions.contract';
import type { Language } from '@tenken/shared/identity.contract';
import type {
  DecisionAgendaItem,
  IncidentAgendaItem,
  RuleAgendaItem,
} from '@tenken/shared/review-agenda.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { VERDICTS, type VerdictCounts } from '@tenken/shared/verdicts.contract';
import { escapeMarkdown as esc, markdownLink } from './escape-markdown.js';
import { localClock } from './local-clock.js';
import { MINUTES_WORDS } from './minutes-words.js';

type Words = (typeof MINUTES_WORDS)[Language];

/**
 * The minutes of a session as Markdown. The same room gives the same text, to the byte: no clock, no locale of the machine.
 * Names are escaped; notes are Markdown already and stay as people wrote them.
 */
export function renderMinutes(room: ReviewRoom, language: Language): string {
  const words = MINUTES_WORDS[language];
  const sections = [
    `# ${esc(room.title)}`,
    room.status === 'closed' ? '' : `> ${words.draft}`,
    renderHead(room, words),
    section(words.summary, renderSummary(room, words)),
    section(words.decisions, renderDecisions(room, words)),
    section(words.verdicts, renderVerdicts(room, words)),
    section(words.openDecisions, renderOpenDecisions(room, words)),
    section(words.incidentsDiscussed, renderIncidents(room, words)),
    section(words.gaps, renderGaps(room, words)),
    section(words.actionItems, renderActionItems(room, words)),
    room.notes.trim() === '' ? '' : section(words.notes, room.notes.trim()),
    section(words.notesOnItems, renderItemNotes(room, words)),
    section(words.carriedOver, renderCarriedOver(room, words)),
    section(words.time, renderTime(room, words)),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

function section(title: string, body: string): string {
  return body === '' ? '' : `## ${title}\n\n${body}`;
}

function renderHead(room: ReviewRoom, words: Words): string {
  const spent = room.steps.reduce((sum, step) => sum + step.spentSeconds, 0);
  const start = room.startedAt ?? room.scheduledAt;
  const { day, time } = start === null ? { day: '', time: '' } : localClock(start, room.timeZone);
  const end = room.closedAt === null ? '' : `–${localClock(room.closedAt, room.timeZone).time}`;
  const when = start === null ? '–' : `${day} ${time}${end}${words.aside(room.timeZone)}`;
  const names = (people: readonly { name: string }[]) =>
    people.map(({ name }) => esc(name)).join(words.separator);
  return list([
    `${words.date}${words.colon}${when}${spent > 0 ? `${words.separator}${words.minutesSpent(minutes(spent))}` : ''}`,
    room.team === null ? null : `${words.team}${words.colon}${esc(room.team.name)}`,
    `${words.services}${words.colon}${names(room.services)}`,
    `${words.window}${words.colon}${windowOf(room, words)}`,
    room.facilitator === null ? null : `${words.facilitator}${words.colon}${esc(room.facilitator.name)}`,
    room.scribe === null ? null : `${words.scribe}${words.colon}${esc(room.scribe.name)}`,
    `${words.attended}${words.colon}${room.participants.length === 0 ? words.nobody : names(room.participants)}`,
  ]);
}

function renderSummary(room: ReviewRoom, words: Words): string {
  const { overview } = room;
  const beside = (...parts: (string | null)[]) => {
    const said = parts.filter((part) => part !== null);
    return said.length === 0 ? '' : words.aside(said.join(words.separator));
  };
  const given = countsText(room.verdictCounts, words);
  const asOf = localClock(room.asOf, room.timeZone);
  return list([
    words.progress(room.progress.reviewed, room.progress.total),
    `${words.firings}${words.colon}${overview.fired}${beside(overview.previousFired === null ? null : words.before(overview.previousFired))}`,
    `${words.pages}${words.colon}${overview.pages}${beside(
      overview.nightPages === null ? null : words.atNight(overview.nightPages),
      overview.previousPages === null ? null : words.before(overview.previousPages),
    )}`,
    words.incidents(
      overview.incidents,
      overview.incidentsCaught,
      overview.incidentsLate,
      overview.incidentsMissed,
    ),
    `${words.verdictsOnRules}${words.colon}${given === '' ? words.none : given}`,
    words.outcome(room.decisions.length, room.actionItems.length, room.gaps.length),
    `${words.asOf}${words.colon}${asOf.day} ${asOf.time}${words.aside(room.timeZone)}`,
  ]);
}

function renderDecisions(room: ReviewRoom, words: Words): string {
  if (room.decisions.length === 0) return words.noDecisions;
  return table(
    [words.rule, words.decision, words.reason, words.owner, words.dueOn, words.actionItem],
    [...room.decisions]
      .sort((a, b) => Number(a.id) - Number(b.id))
      .map((decision) => [
        esc(decision.ruleName ?? ''),
        words.kinds[decision.kind],
        esc(decision.reason),
        ownerOf(decision, words),
        decision.dueOn ?? '',
        decision.actionItem === null ? '' : markdownLink(decision.actionItem.title, decision.actionItem.url),
      ]),
  );
}

function renderVerdicts(room: ReviewRoom, words: Words): string {
  const rules = room.items.filter((item): item is RuleAgendaItem => item.kind === 'alert_rule');
  const judged = rules.filter(
    (item) => item.verdict !== null || countsText(item.episodeVerdicts, words) !== '',
  );
  const decided = new Set(room.decisions.map((decision) => decision.alertRuleId));
  const kept = rules.filter(
    (item) => item.isReviewed && !judged.includes(item) && !decided.has(item.evidence.alertRuleId),
  );
  const parts = [
    judged.length === 0
      ? words.noVerdicts
      : table(
          [
            words.rule,
            words.service,
            words.firings,
            words.pages,
            words.actionable,
            words.verdict,
            words.episodes,
            words.reason,
          ],
          judged.map(({ evidence, verdict, episodeVerdicts, verdictReason }) => [
            esc(evidence.name),
            esc(evidence.serviceName ?? ''),
            String(evidence.fired),
            String(evidence.pages),
            precisionText(evidence.precision),
            verdict === null ? '' : words.verdictNames[verdict],
            countsText(episodeVerdicts, words),
            esc(verdictReason ?? ''),
          ]),
        ),
    kept.length === 0
      ? ''
      : `${words.keptWithoutVerdict}${words.colon}${kept.map((item) => esc(item.evidence.name)).join(words.separator)}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function renderOpenDecisions(room: ReviewRoom, words: Words): string {
  const items = room.items.filter((item): item is DecisionAgendaItem => item.kind === 'decision');
  if (items.length === 0) return '';
  return table(
    [words.rule, words.decision, words.owner, words.dueOn, words.status, words.effect],
    items.map(({ evidence }) => [
      esc(evidence.ruleName ?? ''),
      words.kinds[evidence.kind],
      ownerOf(evidence, words),
      evidence.dueOn ?? '',
      words.statuses[evidence.status] ?? evidence.status,
      effectText(evidence, words),
    ]),
  );
}

function renderIncidents(room: ReviewRoom, words: Words): string {
  const items = room.items.filter((item): item is IncidentAgendaItem => item.kind === 'incident');
  if (items.length === 0) return words.noIncidents;
  return list(
    items.map(({ evidence }) => {
      const { firstAlert: first } = evidence;
      const told = words.detectionSource[evidence.detectionSource] ?? evidence.detectionSource;
      const facts = [
        words.detection[evidence.detection],
        first === null
          ? null
          : words.firstAlert(
              esc(first.ruleName),
              first.lagSeconds === null ? null : minutes(first.lagSeconds),
              first.status === 'confirmed',
            ),
        evidence.detectionSource === 'unknown' ? null : `${words.told}${words.colon}${told}`,
      ].filter((fact) => fact !== null);
      const when = evidence.startedAt ?? evidence.detectedAt;
      return [
        evidence.severity,
        when === null ? null : localClock(when, room.timeZone).day,
        esc(evidence.title),
        `— ${facts.join(words.separator)}`,
      ]
        .filter((part) => part !== null)
        .join(' ');
    }),
  );
}

function renderGaps(room: ReviewRoom, words: Words): string {
  if (room.gaps.length === 0) return words.noGaps;
  return table(
    [words.service, words.signal, words.expected, words.owner, words.dueOn, words.incident],
    room.gaps.map((gap) => [
      esc(gap.serviceName),
      esc(words.signals[gap.signal] ?? gap.signal),
      esc(gap.expected),
      gap.owner === null ? words.unowned : esc(gap.owner),
      gap.dueOn ?? '',
      gap.incident === null ? '' : esc(gap.incident.title),
    ]),
  );
}

function renderActionItems(room: ReviewRoom, words: Words): string {
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

function renderItemNotes(room: ReviewRoom, words: Words): string {
  return room.items
    .filter((item) => item.note.trim() !== '')
    .map((item) => `### ${itemName(item, words)}\n\n${item.note.trim()}`)
    .join('\n\n');
}

function renderCarriedOver(room: ReviewRoom, words: Words): string {
  const rest = room.items.filter((item) => !item.isReviewed);
  const open = room.decisions.filter((decision) => decision.status === 'open');
  const named = (decisions: readonly Decision[]) =>
    decisions
      .map((decision) => `${esc(decision.ruleName ?? '')}${words.aside(words.kinds[decision.kind])}`)
      .join(words.separator);
  const earlier = room.items
    .filter((item): item is DecisionAgendaItem => item.kind === 'decision')
    .map((item) => item.evidence)
    .filter((decision) => decision.status === 'open');
  const line = (title: string, text: string) => (text === '' ? null : `${title}${words.colon}${text}`);
  const lines = list([
    line(words.notReviewed(rest.length), rest.map((item) => itemName(item, words)).join(words.separator)),
    line(words.withoutOwner, named(open.filter((decision) => decision.owner === null))),
    line(words.withoutDueDate, named(open.filter((decision) => decision.dueOn === null))),
    line(words.stillOpen, named(earlier)),
  ]);
  return lines === '' ? words.nothingCarriedOver : lines;
}

function renderTime(room: ReviewRoom, words: Words): string {
  if (room.startedAt === null) return '';
  return table(
    [words.step, words.planned, words.spent],
    room.steps.map((step) => [
      words.steps[step.key],
      words.minutesSpent(step.minutes),
      words.minutesSpent(minutes(step.spentSeconds)),
    ]),
  );
}

function itemName(item: ReviewRoom['items'][number], words: Words): string {
  switch (item.kind) {
    case 'decision':
      return `${esc(item.evidence.ruleName ?? '')}${words.aside(words.kinds[item.evidence.kind])}`;
    case 'alert_rule':
      return esc(item.evidence.name);
    case 'incident':
      return esc(item.evidence.title);
    case 'coverage_gap':
      return `${esc(item.evidence.serviceName)}${words.aside(esc(words.signals[item.evidence.signal] ?? item.evidence.signal))}`;
  }
}

function ownerOf(decision: Decision, words: Words): string {
  if (decision.owner !== null) return esc(decision.owner);
  return decision.kind === 'keep' ? '' : words.unowned;
}

function countsText(counts: VerdictCounts, words: Words): string {
  return VERDICTS.filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${words.verdictNames[verdict]} ${counts[verdict]}`)
    .join(words.separator);
}

function precisionText(precision: RuleAgendaItem['evidence']['precision']): string {
  return precision === null ? '' : `${Math.round(precision.value * 100)} % (n = ${precision.n})`;
}

function effectText({ effect }: Decision, words: Words): string {
  if (effect === null) return '';
  const counts = words.effectOf(
    effect.firedBefore,
    effect.firedAfter,
    String(Math.round(effect.windowDays * 10) / 10),
  );
  const ratio =
    effect.ratio === null || effect.lower === null || effect.upper === null
      ? ''
      : ` ×${effect.ratio.toFixed(2)} [${effect.lower.toFixed(2)}, ${effect.upper.toFixed(2)}]`;
  const word = effect.verdict === null ? '' : `${words.colon}${words.effectWords[effect.verdict]}`;
  return `${counts}${ratio}${word}`;
}

/** The last day of a window that ends at midnight is the day before; otherwise both instants are told. */
function windowOf(room: ReviewRoom, words: Words): string {
  const from = localClock(room.from, room.timeZone);
  const to = localClock(room.to, room.timeZone);
  if (from.time === '00:00' && to.time === '00:00') {
    const last = localClock(new Date(Date.parse(room.to) - 1).toISOString(), room.timeZone).day;
    return `${from.day} – ${last}${words.aside(room.timeZone)}`;
  }
  return `${from.day} ${from.time} – ${to.day} ${to.time}${words.aside(room.timeZone)}`;
}

function minutes(seconds: number): number {
  return Math.round(seconds / 60);
}

function list(lines: readonly (string | null)[]): string {
  return lines
    .filter((line) => line !== null)
    .map((line) => `- ${line}`)
    .join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
