import { addBusinessDays } from '@tenken/shared/business-days';
import { addDays, firstOfMonth, isIsoDay, mondayOf } from '../../time/isoDay.js';

/** Monday to Friday; holidays are the team's matter and are not known here. */
const WEEKDAYS_ONLY = { workingDays: [1, 2, 3, 4, 5], holidays: new Set<string>() };
const ENGLISH_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const JAPANESE_DAYS = ['月', '火', '水', '木', '金', '土', '日'];

/**
 * The day that a person means: `+5bd`, `+2w`, `+10d`, `tomorrow`, `fri`, `next fri`, `12/24`, `2026-12-24`, `明日`,
 * `金曜`, `来週金曜`, `月末`, `5営業日`. A weekday alone is the next one that comes; `next` is that of next week.
 * Null when it is none of these.
 */
export function parseDueText(text: string, today: string): string | null {
  const word = text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
  if (isIsoDay(word)) return word;
  return (
    fromWord(word, today) ?? fromOffset(word, today) ?? fromWeekday(word, today) ?? fromMonthDay(word, today)
  );
}

function fromWord(word: string, today: string): string | null {
  if (['today', '今日', '本日'].includes(word)) return today;
  if (['tomorrow', '明日'].includes(word)) return addDays(today, 1);
  if (['end of month', 'eom', '月末', '今月末'].includes(word)) return addDays(firstOfMonth(today, 1), -1);
  if (['来月末'].includes(word)) return addDays(firstOfMonth(today, 2), -1);
  return null;
}

function fromOffset(word: string, today: string): string | null {
  const match =
    /^\+?(\d{1,3}) ?(bd|business days?|営業日後?|d|days?|日後?|w|weeks?|週間後?|m|months?|か月後?|ヶ月後?)$/.exec(
      word,
    );
  if (match === null) return null;
  const count = Number(match[1]);
  const unit = match[2] ?? '';
  if (/^(bd|business|営業日)/.test(unit)) return addBusinessDays(today, count, WEEKDAYS_ONLY);
  if (/^(w|週)/.test(unit)) return addDays(today, 7 * count);
  if (/^(m|か月|ヶ月)/.test(unit)) return sameDayOfMonth(today, count);
  return addDays(today, count);
}

function fromWeekday(word: string, today: string): string | null {
  const english = /^(this |next )?(mon|tue|wed|thu|fri|sat|sun)[a-z]*$/.exec(word);
  const japanese = /^(今週|来週|再来週)?の?([月火水木金土日])曜?日?$/.exec(word);
  const match = english ?? japanese;
  if (match === null) return null;
  const [, week = '', day = ''] = match;
  const index = english ? ENGLISH_DAYS.indexOf(day) : JAPANESE_DAYS.indexOf(day);
  const monday = mondayOf(today);
  if (/next|来週/.test(week)) return addDays(monday, (week === '再来週' ? 14 : 7) + index);
  const thisWeek = addDays(monday, index);
  if (week !== '') return thisWeek;
  return thisWeek > today ? thisWeek : addDays(thisWeek, 7);
}

/** `12/24`, `12月24日`: this year's, or next year's when it has passed. */
function fromMonthDay(word: string, today: string): string | null {
  const match = /^(\d{1,2})[/月](\d{1,2})日?$/.exec(word);
  if (match === null) return null;
  const year = Number(today.slice(0, 4));
  const day = (y: number) => `${y}-${(match[1] ?? '').padStart(2, '0')}-${(match[2] ?? '').padStart(2, '0')}`;
  const found = [day(year), day(year + 1)].find((candidate) => isIsoDay(candidate) && candidate >= today);
  return found ?? null;
}

function sameDayOfMonth(today: string, months: number): string {
  const last = addDays(firstOfMonth(today, months + 1), -1);
  const wanted = `${last.slice(0, 7)}-${today.slice(8)}`;
  return wanted > last ? last : wanted;
}
