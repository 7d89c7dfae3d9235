import type { Language } from '@tenken/shared/identity.contract';
import { escapeMarkdown as esc } from '../../markdown/escape-markdown.js';
import { list, section, tidyNote } from './markdown-blocks.js';
import { MinutesLines } from './minutes-lines.js';
import { MINUTES_WORDS, type MinutesWords } from './minutes-words.js';
import { renderAgreed } from './render-agreed.js';
import { renderClosing } from './render-closing.js';
import { renderDiscussed } from './render-discussed.js';
import type { MinutesContents } from './review-minutes.service.js';

/**
 * The minutes of a session as Markdown. The same contents give the same text, to the byte: no clock, no locale of the
 * machine. Names are escaped; notes are Markdown already and stay as people wrote them.
 */
export function renderMinutes(contents: MinutesContents, language: Language): string {
  const { room } = contents;
  const words = MINUTES_WORDS[language];
  const lines = new MinutesLines(room, words, esc);
  const isEmpty = room.status === 'closed' && room.decisions.length === 0;
  const sections = [
    `# ${esc(room.title)}`,
    room.status === 'closed' ? '' : `> ${words.draft}`,
    isEmpty ? `> ${words.closedWithoutDecisions}` : '',
    renderHead(contents, lines, words),
    section(words.summary, renderSummary(contents, lines, words)),
    renderAgreed(contents, lines, words),
    renderDiscussed(contents, lines, words),
    room.notes.trim() === '' ? '' : section(words.notes, tidyNote(room.notes, 2)),
    renderClosing(contents, lines, words),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

function renderHead({ room }: MinutesContents, lines: MinutesLines, words: MinutesWords): string {
  return list([
    `${words.date}${words.colon}${lines.when()}`,
    room.team === null ? null : `${words.team}${words.colon}${esc(room.team.name)}`,
    `${words.services}${words.colon}${lines.names(room.services)}`,
    `${words.window}${words.colon}${lines.window()}`,
    room.facilitator === null ? null : `${words.facilitator}${words.colon}${esc(room.facilitator.name)}`,
    room.scribe === null ? null : `${words.scribe}${words.colon}${esc(room.scribe.name)}`,
    `${words.attended}${words.colon}${room.participants.length === 0 ? words.nobody : lines.names(room.participants)}`,
  ]);
}

function renderSummary({ room }: MinutesContents, lines: MinutesLines, words: MinutesWords): string {
  const given = lines.counts(room.verdictCounts);
  return list([
    ...lines.figures(),
    `${words.verdictsOnRules}${words.colon}${given === '' ? words.none : given}`,
    lines.agreement(),
    words.outcome(room.decisions.length, room.actionItems.length, room.gaps.length),
    `${words.asOf}${words.colon}${lines.instant(room.asOf)}`,
  ]);
}
