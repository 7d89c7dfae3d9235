import { addDays } from '../../time/isoDay.js';
import { type HolidayLine, holidayNames, isoDay } from './readHolidayLine.js';

const MOST_DAYS = 31;

/**
 * Reads the events of a calendar file (RFC 5545): each day of an event from DTSTART up to DTEND (which is the day
 * after), named by its SUMMARY. `wrong` has the line on which an event begins that cannot be read: no day, no name, or
 * one that repeats (RRULE), which would stand for days that are not in the file.
 */
export function prepareHolidayEvents(text: string): { items: HolidayLine[]; wrong: number[] } {
  const items: HolidayLine[] = [];
  const wrong: number[] = [];
  let event: { line: number; fields: Map<string, string> } | null = null;
  for (const { line, content } of unfold(text)) {
    const colon = content.indexOf(':');
    const name = content.slice(0, colon).split(';')[0]!.toUpperCase();
    const value = content.slice(colon + 1).trim();
    if (name === 'BEGIN' && value.toUpperCase() === 'VEVENT') event = { line, fields: new Map() };
    else if (name === 'END' && value.toUpperCase() === 'VEVENT' && event) {
      const days = daysOf(event.fields);
      const summary = unescapeText(event.fields.get('SUMMARY') ?? '');
      if (days.length === 0 || summary === '' || event.fields.has('RRULE')) wrong.push(event.line);
      else items.push(...days.map((day) => ({ day, ...holidayNames(summary) })));
      event = null;
    } else if (event && colon > 0 && !event.fields.has(name)) event.fields.set(name, value);
  }
  return { items, wrong };
}

/** A line that begins with a blank goes on with the one before. */
function unfold(text: string): { line: number; content: string }[] {
  const lines: { line: number; content: string }[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const last = lines.at(-1);
    if (/^[ \t]/.test(raw) && last) last.content += raw.slice(1);
    else lines.push({ line: index + 1, content: raw });
  }
  return lines;
}

function daysOf(fields: ReadonlyMap<string, string>): string[] {
  const first = dayOfValue(fields.get('DTSTART'));
  if (first === null) return [];
  const end = dayOfValue(fields.get('DTEND')) ?? addDays(first, 1);
  const days = [first];
  for (let day = addDays(first, 1); day < end && days.length < MOST_DAYS; day = addDays(day, 1))
    days.push(day);
  return days;
}

function dayOfValue(value: string | undefined): string | null {
  const match = /^(\d{4})(\d{2})(\d{2})/.exec(value ?? '');
  return match ? isoDay(match[1]!, match[2]!, match[3]!) : null;
}

function unescapeText(value: string): string {
  return value.replace(/\\([\\;,nN])/g, (_, letter: string) => (/n/i.test(letter) ? ' ' : letter)).trim();
}
