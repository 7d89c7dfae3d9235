import type {
  DecisionAgendaItem,
  IncidentAgendaItem,
  TopicAgendaItem,
} from '@tenken/shared/review-agenda.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { localClock } from '../../clock/local-clock.js';
import { escapeMarkdown as esc } from '../../markdown/escape-markdown.js';
import { blocks, list, section, table, tidyNote } from './markdown-blocks.js';
import { type MinutesLines, toMinutes } from './minutes-lines.js';
import type { MinutesWords } from './minutes-words.js';
import type { MinutesContents } from './review-minutes.service.js';

/** What was talked about: changes since the last review, earlier decisions, incidents, topics, notes on items. */
export function renderDiscussed(contents: MinutesContents, lines: MinutesLines, words: MinutesWords): string {
  const { room } = contents;
  return blocks(
    section(words.changesSince, renderChanges(contents, words)),
    section(words.openDecisions, renderOpenDecisions(room, lines, words)),
    section(words.incidentsDiscussed, renderIncidents(room, words)),
    section(words.topics, renderTopics(room, lines, words)),
    section(words.notesOnItems, renderItemNotes(room, lines)),
  );
}

const MOST_NAMES = 12;

function renderChanges({ room, changes }: MinutesContents, words: MinutesWords): string {
  if (changes === null) return '';
  const figure = (value: number | null) => (value === null ? words.unknown : words.countOf(value.toFixed(1)));
  const pair = ({ before, after }: { before: number | null; after: number | null }) =>
    words.perWeek(figure(before), figure(after));
  const { previous, decisions, onlyServices } = changes;
  const day = localClock(previous.closedAt, room.timeZone).day;
  const decided = decisions.done + decisions.open + decisions.cancelled;
  const rules = (['definition', 'verdict', 'new', 'gone'] as const).map((kind) => {
    const found = changes.rules.filter((rule) => rule.change === kind);
    if (found.length === 0) return null;
    const said = found.slice(0, MOST_NAMES).map((rule) => {
      if (kind !== 'verdict' || rule.verdictBefore === null || rule.verdictAfter === null) {
        return esc(rule.name);
      }
      const { verdictNames } = words;
      return `${esc(rule.name)}${words.aside(`${verdictNames[rule.verdictBefore]} → ${verdictNames[rule.verdictAfter]}`)}`;
    });
    if (found.length > MOST_NAMES) said.push(words.andMore(found.length - MOST_NAMES));
    return `${words.ruleChanges[kind]}${words.aside(String(found.length))}${words.colon}${said.join(words.separator)}`;
  });
  return list([
    words.previousReview(esc(previous.title), day),
    onlyServices === null ? null : words.onlyServices(onlyServices.map(esc).join(words.separator)),
    `${words.firings}${words.colon}${pair(changes.firedPerWeek)}`,
    `${words.pages}${words.colon}${pair(changes.pagesPerWeek)}`,
    decided === 0 ? null : `${words.previousDecisions}${words.colon}${words.decisionStates(decisions)}`,
    ...rules,
  ]);
}

function renderOpenDecisions(room: ReviewRoom, lines: MinutesLines, words: MinutesWords): string {
  const items = room.items.filter((item): item is DecisionAgendaItem => item.kind === 'decision');
  if (items.length === 0) return '';
  return table(
    [words.rule, words.decision, words.owner, words.dueOn, words.status, words.effect],
    items.map(({ evidence }) => [
      esc(evidence.ruleName ?? ''),
      lines.decision(evidence),
      lines.owner(evidence),
      evidence.dueOn ?? '',
      words.statuses[evidence.status] ?? evidence.status,
      lines.effect(evidence),
    ]),
  );
}

function renderIncidents(room: ReviewRoom, words: MinutesWords): string {
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
              first.lagSeconds === null ? null : toMinutes(first.lagSeconds),
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

function renderTopics(room: ReviewRoom, lines: MinutesLines, words: MinutesWords): string {
  const topics = room.items.filter((item): item is TopicAgendaItem => item.kind === 'topic');
  return topics
    .map((item) => {
      const step = room.steps.find(({ key }) => key === item.step);
      const where = step === undefined ? '' : words.aside(lines.step(step));
      const note = item.note.trim() === '' ? words.noTopicNote : tidyNote(item.note, 3);
      return `### ${lines.item(item)}${where}\n\n${note}`;
    })
    .join('\n\n');
}

function renderItemNotes(room: ReviewRoom, lines: MinutesLines): string {
  return room.items
    .filter((item) => item.kind !== 'topic' && item.note.trim() !== '')
    .map((item) => `### ${lines.item(item)}\n\n${tidyNote(item.note, 3)}`)
    .join('\n\n');
}
