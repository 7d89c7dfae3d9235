import type { Language } from '@tenken/shared/identity.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { localClock } from '../../clock/local-clock.js';
import { MinutesLines } from './minutes-lines.js';
import { MINUTES_WORDS } from './minutes-words.js';
import { renderTimeZone } from './render-time-zone.js';

const LEAST_MINUTES = 15;
const REMIND_MINUTES = 10;
const MOST_OCTETS = 75;

const WORDS: Record<Language, { agenda: string; prepare: string; join: string }> = {
  en: {
    agenda: 'Agenda',
    prepare: 'Look at the rules beforehand and vote, or open the room at the start:',
    join: 'Alert review',
  },
  ja: {
    agenda: '議題',
    prepare: '事前に監視ルールを確認して投票できます。開始時もこちらから参加してください。',
    join: 'アラート点検会',
  },
};

/**
 * A planned session as an iCalendar file (RFC 5545) for the calendars of those invited. The same session keeps its UID, and
 * a later `sequence` replaces what they have. `url` is the room.
 */
export function renderInvitation(
  room: ReviewRoom & { scheduledAt: string },
  options: { url: string; now: Date; sequence: number },
): string {
  const { url, now, sequence } = options;
  const minutes = MINUTES_WORDS[room.language];
  const words = WORDS[room.language];
  const plain = new MinutesLines(room, minutes, (text) => text);
  const planned = room.steps.reduce((sum, step) => sum + step.minutes, 0);
  const end = new Date(Date.parse(room.scheduledAt) + Math.max(LEAST_MINUTES, planned) * 60_000);
  const description = [
    `${minutes.services}${minutes.colon}${room.services.map(({ name }) => name).join(minutes.separator)}`,
    `${minutes.window}${minutes.colon}${plain.window()}`,
    ...(room.facilitator === null ? [] : [`${minutes.facilitator}${minutes.colon}${room.facilitator.name}`]),
    ...(room.scribe === null ? [] : [`${minutes.scribe}${minutes.colon}${room.scribe.name}`]),
    `${words.agenda}${minutes.colon}${room.steps
      .map((step) => `${plain.step(step)} ${minutes.minutesSpent(step.minutes)}`)
      .join(minutes.separator)}`,
    '',
    words.prepare,
    url,
  ].join('\n');
  const host = new URL(url).host;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Tenken//${words.join}//${room.language.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...renderTimeZone(room.timeZone, new Date(room.scheduledAt)),
    'BEGIN:VEVENT',
    `UID:review-${room.id}@${host}`,
    `DTSTAMP:${inUtc(now)}`,
    `SEQUENCE:${sequence}`,
    `DTSTART;TZID=${room.timeZone}:${local(room.scheduledAt, room.timeZone)}`,
    `DTEND;TZID=${room.timeZone}:${local(end.toISOString(), room.timeZone)}`,
    `SUMMARY;LANGUAGE=${room.language}:${escapeText(room.title)}`,
    `DESCRIPTION;LANGUAGE=${room.language}:${escapeText(description)}`,
    `URL:${url}`,
    `LOCATION:${escapeText(url)}`,
    'STATUS:CONFIRMED',
    'TRANSP:OPAQUE',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escapeText(room.title)}`,
    `TRIGGER:-PT${REMIND_MINUTES}M`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

/** `20261121T160000` by the clock of the zone. */
function local(instant: string, timeZone: string): string {
  const { day, time } = localClock(instant, timeZone);
  return `${day.replaceAll('-', '')}T${time.replace(':', '')}${instant.slice(17, 19)}`;
}

function inUtc(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** RFC 5545, 3.3.11. */
function escapeText(text: string): string {
  return (
    text
      .replace(/[\\;,]/g, '\\$&')
      .replace(/\r\n|\r|\n/g, '\\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: TEXT allows none of them but a tab
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  );
}

/** RFC 5545, 3.1: at most 75 octets a line, never within a character; what follows begins with a space. */
function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MOST_OCTETS) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
