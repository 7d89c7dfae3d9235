export interface HolidayLine {
  day: string;
  nameEn?: string;
  nameJa?: string;
}

/**
 * Reads a pasted list: one holiday a line, the day, then its name (comma, tab or blank between), then perhaps the
 * Japanese name. Days may be 2026-12-24, 2026/12/24, 2026年12月24日. Empty lines and lines with # are passed over.
 */
export function prepareHolidayLines(text: string): { items: HolidayLine[]; wrong: number[] } {
  const items: HolidayLine[] = [];
  const wrong: number[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.normalize('NFKC').trim();
    if (line === '' || line.startsWith('#')) continue;
    const match = /^(\d{4})\s*[-/年]\s*(\d{1,2})\s*[-/月]\s*(\d{1,2})日?[\s,;]+(.+)$/.exec(line);
    const day = match ? isoDay(match[1]!, match[2]!, match[3]!) : null;
    const [first = '', second = ''] = (match?.[4] ?? '').split(/[,;\t]/).map((name) => name.trim());
    if (day === null || first === '') wrong.push(index + 1);
    else items.push({ day, ...names(first, second) });
  }
  return { items, wrong };
}

function names(first: string, second: string): Omit<HolidayLine, 'day'> {
  if (second !== '') return { nameEn: first, nameJa: second };
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(first)
    ? { nameJa: first }
    : { nameEn: first };
}

function isoDay(year: string, month: string, day: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? null : text;
}
