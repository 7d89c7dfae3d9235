import type { Language } from '../../i18n/language.js';
import { dayOf } from '../../time/isoDay.js';

export type BucketUnit =
  | 'day'
  | 'week'
  | 'month'
  | 'quarter'
  | 'fiscal_quarter'
  | 'half_year'
  | 'fiscal_half_year'
  | 'year'
  | 'fiscal_year';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export interface BucketLabelFormat {
  unit: BucketUnit | undefined;
  timeZone: string;
  language: Language;
  /** 4 = April */
  fiscalYearStartsIn?: number;
}

/** A period's name on an axis: what tells it from its neighbours, and below it the year where the name has one. */
export interface AxisLabel {
  main: string;
  year: string | null;
}

/**
 * The name of a period that begins at an instant, in one line: `7 Sep`, `Sep 2026`, `2026 Q3`, `FY2026 Q2`, `FY2026 H1`;
 * `9/7`, `2026/9`, `2026年 7–9月`, `2026年度 第2四半期`, `2026年度 上期`. A fiscal year is called by the year in which it
 * begins, as in Japan; its quarters have numbers in Japanese and the calendar's the names of their months, so that nobody
 * takes one for the other.
 */
export function bucketLabel(from: string, format: BucketLabelFormat): string {
  const { main, year } = bucketAxisLabel(from, format);
  if (year === null) return main;
  return `${year} ${main}`;
}

export function bucketAxisLabel(from: string, format: BucketLabelFormat): AxisLabel {
  const { unit, timeZone, language, fiscalYearStartsIn = 4 } = format;
  const [year, month, date] = dayOf(from, timeZone).split('-').map(Number) as [number, number, number];
  const japanese = language === 'ja';
  const sinceStart = (month - fiscalYearStartsIn + 12) % 12;
  const fiscalYear = month >= fiscalYearStartsIn ? year : year - 1;
  const calendar = japanese ? `${year}年` : `${year}`;
  const fiscal = japanese ? `${fiscalYear}年度` : `FY${fiscalYear}`;
  switch (unit) {
    case 'month':
      return { main: japanese ? `${year}/${month}` : `${MONTHS[month - 1]} ${year}`, year: null };
    case 'quarter':
      return { main: japanese ? `${month}–${month + 2}月` : `Q${Math.ceil(month / 3)}`, year: calendar };
    case 'fiscal_quarter': {
      const quarter = Math.floor(sinceStart / 3) + 1;
      return { main: japanese ? `第${quarter}四半期` : `Q${quarter}`, year: fiscal };
    }
    case 'half_year':
      return { main: japanese ? `${month}–${month + 5}月` : month < 7 ? 'H1' : 'H2', year: calendar };
    case 'fiscal_half_year':
      return {
        main: japanese ? (sinceStart < 6 ? '上期' : '下期') : sinceStart < 6 ? 'H1' : 'H2',
        year: fiscal,
      };
    case 'year':
      return { main: calendar, year: null };
    case 'fiscal_year':
      return { main: fiscal, year: null };
    default:
      return { main: japanese ? `${month}/${date}` : `${date} ${MONTHS[month - 1]}`, year: null };
  }
}

/** The months of so many from the one of `from`: `Apr–Jun`, `4–6月`; across the year's end `Nov–Jan`, `11–1月`. */
export function monthSpan(fromDay: string, months: number, language: Language): string {
  const first = Number(fromDay.slice(5, 7));
  const last = ((first + months - 2) % 12) + 1;
  if (language === 'ja') return months === 1 ? `${first}月` : `${first}–${last}月`;
  return months === 1 ? `${MONTHS[first - 1]}` : `${MONTHS[first - 1]}–${MONTHS[last - 1]}`;
}
