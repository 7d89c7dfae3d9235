import type { Language } from '../i18n/language.js';

const PLAIN_NAMES: Readonly<Record<string, string>> = { 'Asia/Tokyo': 'JST', UTC: 'UTC', 'Etc/UTC': 'UTC' };
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = {
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  ja: ['日', '月', '火', '水', '木', '金', '土'],
} as const;

const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(timeZone: string): Intl.DateTimeFormat {
  let made = formatters.get(timeZone);
  if (!made) {
    made = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
    });
    formatters.set(timeZone, made);
  }
  return made;
}

/** The wall clock of a zone at an instant: numbers as strings with leading zeros. */
export interface WallClock {
  year: string;
  month: string;
  day: string;
  hour: string;
  minute: string;
  second: string;
  zone: string;
}

export function wallClockOf(instant: string | Date, timeZone: string): WallClock {
  const parts = new Map(
    formatter(timeZone)
      .formatToParts(new Date(instant))
      .map((p) => [p.type, p.value]),
  );
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return {
    year: get('year').padStart(4, '0'),
    month: get('month'),
    day: get('day'),
    hour: get('hour'),
    minute: get('minute'),
    second: get('second'),
    zone: PLAIN_NAMES[timeZone] ?? get('timeZoneName'),
  };
}

export interface InstantFormat {
  language: Language;
  /** IANA name, for example `Asia/Tokyo`; always shown with the time. */
  timeZone: string;
  /** Seconds only where they matter (a timeline). */
  seconds?: boolean;
  /** Leaves the zone out where the heading says it. */
  hideZone?: boolean;
}

/** `21 Nov 2026 14:05 JST`, `2026/11/21(土) 14:05 JST`. Null is a dash. */
export function formatInstant(instant: string | Date | null, format: InstantFormat): string {
  if (instant === null || Number.isNaN(new Date(instant).getTime())) return '—';
  const wall = wallClockOf(instant, format.timeZone);
  const day = formatDay(`${wall.year}-${wall.month}-${wall.day}`, format.language);
  const time = `${wall.hour}:${wall.minute}${format.seconds ? `:${wall.second}` : ''}`;
  return `${day} ${time}${format.hideZone ? '' : ` ${wall.zone}`}`;
}

/** An ISO day: `21 Nov 2026`, `2026/11/21(土)`; with `weekday` also `Sat 21 Nov 2026`. Null is a dash. */
export function formatDay(
  day: string | null,
  language: Language,
  options: { weekday?: boolean } = {},
): string {
  const match = day === null ? null : /^(\d{4})-(\d{2})-(\d{2})/.exec(day);
  if (!match) return '—';
  const [, year, month, date] = match as unknown as [string, string, string, string];
  const weekday = WEEKDAYS[language][new Date(`${year}-${month}-${date}T00:00:00Z`).getUTCDay()];
  if (language === 'ja') return `${year}/${month}/${date}(${weekday})`;
  const text = `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
  return options.weekday ? `${weekday} ${text}` : text;
}

/** `JST`, `UTC`, `GMT-5`: the zone's short name at an instant. */
export function zoneName(timeZone: string, at: Date): string {
  return wallClockOf(at, timeZone).zone;
}
