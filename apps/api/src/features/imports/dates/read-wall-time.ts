import { type CellProblem, cellProblem } from './cell-problem.js';
import type { WallTime } from './local-instant.js';

export type DayOrder = 'ymd' | 'dmy' | 'mdy';

/** What a text says: a day, a time of day where there is one, and a zone where it names one. */
export interface WrittenTime {
  wall: WallTime;
  hasTime: boolean;
  /** minutes east of UTC */
  offsetMinutes: number | null;
}

/** First year of an era less one: year 1 is the year of accession. */
const ERAS: Record<string, number> = { 令和: 2018, r: 2018, 平成: 1988, h: 1988, 昭和: 1925, s: 1925 };
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Names of zones that mean one offset everywhere. CST, IST and BST mean several, and are refused. */
const ZONES: Record<string, number> = {
  z: 0,
  utc: 0,
  gmt: 0,
  jst: 540,
  pst: -480,
  pdt: -420,
  mst: -420,
  mdt: -360,
  est: -300,
  edt: -240,
  cdt: -300,
  wet: 0,
  west: 60,
  cet: 60,
  cest: 120,
  eet: 120,
  eest: 180,
};

const ERA_DAY =
  /^(令和|平成|昭和|[rhs])\.?\s*(元|\d{1,2})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?/i;
const YEAR_FIRST = /^(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)\s*日?/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?=$|[t\s])/i;
const NUMBERS = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)/;
const DAY_MONTH = /^(\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?([a-z]{3,9})\.?,?[\s-]+(\d{4})/i;
const MONTH_DAY = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/i;
const WEEKDAY_FIRST = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+/i;
const WEEKDAY_AFTER = /^\s*[([]?(?:[月火水木金土日](?:曜日?)?|mon|tue|wed|thu|fri|sat|sun)[)\]]/i;

const TIME =
  /^(?:午前|午後|am|pm)?\s*(\d{1,2})(?:\s*[::]\s*(\d{1,2})(?:\s*[::]\s*(\d{1,2})(?:[.,](\d{1,9}))?)?|\s*時(?:\s*(\d{1,2})\s*分(?:\s*(\d{1,2})\s*秒)?)?)\s*(am|pm|a\.m\.|p\.m\.)?/i;

/**
 * Reads a time as people, spreadsheets and tools write it, in English and Japanese: 2026-11-21 14:05,
 * 2026年11月21日 14時05分, 令和8年11月21日, R8.11.21 午後2時5分, 21 Nov 2026 2:05 PM, 21/11/2026 with its order of day and
 * month. An order that cannot be told is a problem in words, never a guess.
 */
export function readWallTime(text: string, dayOrder: DayOrder | null): WrittenTime | CellProblem {
  const folded = text.normalize('NFKC').trim().replace(WEEKDAY_FIRST, '');
  const day = readDayPart(folded, dayOrder, text);
  if ('code' in day) return day;
  let rest = day.rest.replace(WEEKDAY_AFTER, '').trim();
  rest = rest.replace(/^(?:t|at\s|,)\s*/i, '').trim();
  const time = TIME.exec(rest);
  const wall: WallTime = { ...day.day, hour: 0, minute: 0, second: 0, millisecond: 0 };
  if (time !== null && rest !== '') {
    const clock = readClock(time);
    if (clock === null) return cellProblem('no_such_time', { text });
    Object.assign(wall, clock);
    rest = rest.slice(time[0].length).trim();
  }
  const zone = readZone(rest);
  if (zone === undefined) {
    const name = /^\(?([a-z]{2,5})\)?$/i.exec(rest)?.[1];
    return name === undefined
      ? cellProblem('not_a_time', { text })
      : cellProblem('unknown_zone', { text, zone: name });
  }
  return { wall, hasTime: time !== null, offsetMinutes: zone };
}

type DayPart = { day: Pick<WallTime, 'year' | 'month' | 'day'>; rest: string };

function readDayPart(folded: string, dayOrder: DayOrder | null, text: string): DayPart | CellProblem {
  const era = ERA_DAY.exec(folded);
  if (era !== null) {
    const first = ERAS[era[1]!.toLowerCase()]!;
    const year = first + (era[2] === '元' ? 1 : Number(era[2]));
    return part(folded, era[0], year, Number(era[3]), Number(era[4]));
  }
  const yearFirst = YEAR_FIRST.exec(folded) ?? COMPACT.exec(folded);
  if (yearFirst !== null) {
    return part(folded, yearFirst[0], Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  }
  const dayMonth = DAY_MONTH.exec(folded);
  if (dayMonth !== null && monthOf(dayMonth[2]!) > 0) {
    return part(folded, dayMonth[0], Number(dayMonth[3]), monthOf(dayMonth[2]!), Number(dayMonth[1]));
  }
  const monthDay = MONTH_DAY.exec(folded);
  if (monthDay !== null && monthOf(monthDay[1]!) > 0) {
    return part(folded, monthDay[0], Number(monthDay[3]), monthOf(monthDay[1]!), Number(monthDay[2]));
  }
  const numbers = NUMBERS.exec(folded);
  return numbers === null
    ? cellProblem('not_a_time', { text })
    : readNumbers(folded, numbers, dayOrder, text);
}

/** 21/11/2026 says its order by itself; 1/2/2026 does not, and nor does any year of two digits. */
function readNumbers(
  folded: string,
  match: RegExpExecArray,
  dayOrder: DayOrder | null,
  text: string,
): DayPart | CellProblem {
  const [a, b, c] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const hasYear = match[3]!.length === 4;
  if (dayOrder === 'ymd') {
    return hasYear ? cellProblem('day_order', { text }) : part(folded, match[0], 2000 + a, b, c);
  }
  const year = hasYear ? c : 2000 + c;
  const order = dayOrder ?? (!hasYear ? null : a > 12 ? 'dmy' : b > 12 ? 'mdy' : a === b ? 'dmy' : null);
  if (order === null) return cellProblem('day_order', { text });
  return order === 'dmy' ? part(folded, match[0], year, b, a) : part(folded, match[0], year, a, b);
}

function part(folded: string, matched: string, year: number, month: number, day: number): DayPart {
  return { day: { year, month, day }, rest: folded.slice(matched.length) };
}

function monthOf(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function readClock(
  match: RegExpExecArray,
): Pick<WallTime, 'hour' | 'minute' | 'second' | 'millisecond'> | null {
  const before = /^(午前|午後|am|pm)/i.exec(match[0])?.[1]?.toLowerCase();
  const after = match[7]?.replaceAll('.', '').toLowerCase();
  let hour = Number(match[1]);
  const half = before ?? after;
  if (half !== undefined) {
    if (hour > 12) return null;
    hour = (hour % 12) + (half === '午後' || half === 'pm' ? 12 : 0);
  }
  const minute = Number(match[2] ?? match[5] ?? 0);
  const second = Number(match[3] ?? match[6] ?? 0);
  const millisecond = Number((match[4] ?? '0').padEnd(3, '0').slice(0, 3));
  return hour > 23 || minute > 59 || second > 59 ? null : { hour, minute, second, millisecond };
}

/** Minutes east of UTC; null where no zone is written, undefined for words that are none. */
function readZone(rest: string): number | null | undefined {
  const text = rest.replace(/^\(|\)$/g, '').trim();
  if (text === '') return null;
  const offset = /^(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?(\d{2}))?(?:\s*[[(].*[\])])?$/i.exec(text);
  if (offset !== null) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    return minutes > 16 * 60 ? undefined : offset[1] === '-' ? -minutes : minutes;
  }
  return ZONES[text.toLowerCase()];
}
