export interface HolidayLine {
  day: string;
  nameEn?: string;
  nameJa?: string;
}

/** A name in one language or two, told apart by its letters. */
export function holidayNames(first: string, second = ''): Omit<HolidayLine, 'day'> {
  if (second !== '') return { nameEn: first, nameJa: second };
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(first)
    ? { nameJa: first }
    : { nameEn: first };
}

/** The day of its parts; null when there is no such day. */
export function isoDay(year: string, month: string, day: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? null : text;
}
