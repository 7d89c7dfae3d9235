import type { ChatFlavor, ChatText } from '@tenken/shared/chat.contract';
import type { Language } from '@tenken/shared/identity.contract';
import { localClock } from '../../clock/local-clock.js';
import { type Escape, MinutesLines } from './minutes-lines.js';
import { MINUTES_WORDS, type MinutesWords } from './minutes-words.js';
import type { MinutesContents } from './review-minutes.service.js';

/** How a chat writes; `plain` is what a person copies and pastes anywhere. */
interface Format {
  escape: Escape;
  bold(text: string): string;
  /** `text` is escaped already */
  link(text: string, url: string): string;
}

/** A mention would call people who were never asked: an invisible sign after @ keeps it a word. */
const noMention = (text: string) => text.replaceAll('@', '@\u200b');
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

const FORMATS: Record<ChatFlavor | 'plain', Format> = {
  plain: {
    escape: oneLine,
    bold: (text) => text,
    link: (text, url) => `${text} ${url}`,
  },
  slack: {
    // Slack reads &, < and > as its own signs; `*`, `_`, `~` and backquotes only when they hug a word.
    escape: (text) =>
      noMention(oneLine(text))
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replace(/(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu, '\u200b$&\u200b'),
    bold: (text) => `*${text}*`,
    link: (text, url) => `<${url.replaceAll('|', '%7C').replaceAll('>', '%3E')}|${text}>`,
  },
  mattermost: {
    escape: (text) => noMention(oneLine(text)).replace(/[\\`*_{}[\]<>#|~&!:]/g, '\\$&'),
    bold: (text) => `**${text}**`,
    link: (text, url) => `[${text}](<${url.replaceAll('>', '%3E')}>)`,
  },
};

/** Mattermost takes 16,383 characters; what is longer ends with the way to the rest. */
const MOST_CHARACTERS = 15_000;
const MOST_LINES = { summary: 10, minutes: 200 };

/**
 * A review as a message for a chat. `summary`: figures, decisions, actions and gaps in a dozen lines or two. `minutes`: with
 * reasons, verdicts, topics, what is carried over. `url` leads to the record.
 */
export function renderChatText(
  { room, changes }: MinutesContents,
  options: { what: ChatText; language: Language; flavor: ChatFlavor | 'plain'; url: string },
): string {
  const { what, url } = options;
  const words = MINUTES_WORDS[options.language];
  const format = FORMATS[options.flavor];
  const lines = new MinutesLines(room, words, format.escape);
  const isFull = what === 'minutes';
  const due = (day: string | null) => (day === null ? null : `${words.dueOn} ${day}`);
  const aside = (...parts: (string | null)[]) => {
    const said = parts.filter((part) => part !== null && part !== '');
    return said.length === 0 ? '' : words.aside(said.join(words.separator));
  };
  const section = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : ['', format.bold(title), ...cut(items, what, words)];
  const esc = format.escape;

  const head = [
    format.bold(format.link(esc(room.title), url)),
    ...(room.status === 'closed' ? [] : [words.draft]),
    ...(room.status === 'closed' && room.decisions.length === 0 ? [words.closedWithoutDecisions] : []),
    lines.when(),
    `${words.attended}${words.colon}${room.participants.length === 0 ? words.nobody : lines.names(room.participants)}`,
    ...lines.figures(),
    ...(isFull ? [lines.agreement()].filter((line) => line !== null) : []),
  ];
  const decisions = [...room.decisions]
    .sort((a, b) => Number(a.id) - Number(b.id))
    .map((decision) => {
      const reason = isFull && decision.reason !== '' ? ` — ${esc(decision.reason)}` : '';
      const said = lines.decision(decision, lines.owner(decision), due(decision.dueOn));
      return `• ${esc(decision.ruleName ?? '')}${words.colon}${said}${reason}`;
    });
  const actions = room.actionItems.map((item) => {
    const title = item.url === null ? esc(item.title) : format.link(esc(item.title), item.url);
    const owner = item.owner === null ? words.unowned : esc(item.owner);
    return `• ${title}${aside(owner, due(item.dueOn))}`;
  });
  const gaps = room.gaps.map((gap) => {
    const expected = gap.expected === '' ? '' : `${words.colon}${esc(gap.expected)}`;
    return `• ${esc(gap.serviceName)}${aside(lines.signal(gap.signal))}${expected}`;
  });
  const verdicts = room.items.flatMap((item) =>
    item.kind !== 'alert_rule' || item.verdict === null
      ? []
      : [
          `• ${esc(item.evidence.name)}${words.colon}${words.verdictNames[item.verdict]}${aside(lines.verdictReason(item))}`,
        ],
  );
  const topics = room.items.flatMap((item) => (item.kind === 'topic' ? [`• ${lines.item(item)}`] : []));
  const since =
    changes === null
      ? []
      : [
          words.previousReview(
            esc(changes.previous.title),
            localClock(changes.previous.closedAt, room.timeZone).day,
          ),
          `${words.previousDecisions}${words.colon}${words.decisionStates(changes.decisions)}`,
        ].map((line) => `• ${line}`);
  const rest = lines.carriedOver().map((line) => `• ${line}`);

  const body = [
    ...head,
    ...section(words.decisions, decisions),
    ...section(words.actionItems, actions),
    ...section(words.gaps, gaps),
    ...(isFull ? section(words.verdicts, verdicts) : []),
    ...(isFull ? section(words.changesSince, since) : []),
    ...(isFull ? section(words.topics, topics) : []),
    ...section(words.carriedOver, rest.length === 0 ? [`• ${words.nothingCarriedOver}`] : rest),
  ];
  return shorten(body, `${words.record}${words.colon}${url}`);
}

function cut(items: readonly string[], what: ChatText, words: MinutesWords): string[] {
  const most = MOST_LINES[what];
  if (items.length <= most) return [...items];
  return [...items.slice(0, most), `• ${words.andMore(items.length - most)}`];
}

/** Whole lines only; the last one always leads to the record. */
function shorten(lines: readonly string[], last: string): string {
  let length = last.length + 3;
  const kept: string[] = [];
  for (const line of lines) {
    length += line.length + 1;
    if (length > MOST_CHARACTERS) {
      kept.push('…');
      break;
    }
    kept.push(line);
  }
  return [...kept, '', last].join('\n');
}
