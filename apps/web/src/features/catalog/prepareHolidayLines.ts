import { prepareHolidayEvents } from './prepareHolidayEvents.js';
import { type HolidayLine, holidayNames, isoDay } from './readHolidayLine.js';

/** Reads a list in any of the forms that people have: a calendar file (iCalendar), or lines as below. */
export function prepareHolidayList(text: string): { items: HolidayLine[]; wrong: number[] } {
  return /^\s*BEGIN:VCALENDAR/i.test(text) ? prepareHolidayEvents(text) : prepareHolidayLines(text);
}

/**
 * Reads a pasted list or a CSV file: one holiday a line, the day, then its name (comma, tab or blank between), then
 * perhaps the Japanese name. Days may be 2026-12-24, 2026/12/24, 2026年12月24日. Empty lines, lines with # and a
 * heading are passed over.
 */
function prepareHolidayLines(text: string): { items: HolidayLine[]; wrong: number[] } {
  const items: HolidayLine[] = [];
  const wrong: number[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw
      .normalize('NFKC')
      .replaceAll('"', '')
      .replace(/^\uFEFF/, '')
      .trim();
    if (line === '' || line.startsWith('#')) continue;
    // a heading has no day in it, and stands before the first holiday
    if (items.length === 0 && wrong.length === 0 && /[,\t]/.test(line) && !/\d/.test(line)) continue;
    const match = /^(\d{4})\s*[-/年]\s*(\d{1,2})\s*[-/月]\s*(\d{1,2})日?[\s,;]+(.+)$/.exec(line);
    const day = match ? isoDay(match[1]!, match[2]!, match[3]!) : null;
    const [first = '', second = ''] = (match?.[4] ?? '').split(/[,;\t]/).map((name) => name.trim());
    if (day === null || first === '') wrong.push(index + 1);
    else items.push({ day, ...holidayNames(first, second) });
  }
  return { items, wrong };
}
