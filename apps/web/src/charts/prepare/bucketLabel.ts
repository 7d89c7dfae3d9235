import type { Language } from '../../i18n/language.js';
import { dayOf } from '../../time/isoDay.js';

export type BucketUnit = 'day' | 'week' | 'month' | 'quarter' | 'fiscal_quarter' | 'year';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export interface BucketLabelFormat {
  unit: BucketUnit | undefined;
  timeZone: string;
  language: Language;
  /** 4 = April */
  fiscalYearStartsIn?: number;
}

/**
 * The name of a period that begins at an instant, short enough for an axis: `7 Sep`, `Sep 2026`, `2026 Q3`, `FY2026 Q2`;
 * `9/7`, `2026/9`, `2026 Q3`, `2026年度 Q2`. A fiscal year is called by the year in which it begins, as in Japan.
 */
export function bucketLabel(from: string, format: BucketLabelFormat): string {
  const { unit, timeZone, language, fiscalYearStartsIn = 4 } = format;
  const day = dayOf(from, timeZone);
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  switch (unit) {
    case 'month':
      return language === 'ja' ? `${year}/${month}` : `${MONTHS[month - 1]} ${year}`;
    case 'quarter':
      return `${year} Q${Math.ceil(month / 3)}`;
    case 'fiscal_quarter': {
      const sinceStart = (month - fiscalYearStartsIn + 12) % 12;
      const fiscalYear = month >= fiscalYearStartsIn ? year : year - 1;
      const quarter = Math.floor(sinceStart / 3) + 1;
      return language === 'ja' ? `${fiscalYear}年度 Q${quarter}` : `FY${fiscalYear} Q${quarter}`;
    }
    case 'year':
      return language === 'ja' ? `${year}年` : `${year}`;
    default:
      return language === 'ja' ? `${month}/${date}` : `${date} ${MONTHS[month - 1]}`;
  }
}
