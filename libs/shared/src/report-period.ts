/** The kinds of periods that a report can be about. */
export type ReportPeriodKind =
  | 'month'
  | 'quarter'
  | 'half_year'
  | 'year'
  | 'fiscal_quarter'
  | 'fiscal_half_year'
  | 'fiscal_year';

/** Days of a period in the calendar of its zone, half-open, and the parts of its name. */
export interface PeriodDays {
  fromDay: string;
  /** the first day after it */
  toDay: string;
  /** the year, or the fiscal year by the calendar year in which it begins */
  year: number;
  /** 1–12, 1–4, 1–2; null for a year */
  part: number | null;
  fiscal: boolean;
}

const MONTHS: Record<ReportPeriodKind, number> = {
  month: 1,
  quarter: 3,
  half_year: 6,
  year: 12,
  fiscal_quarter: 3,
  fiscal_half_year: 6,
  fiscal_year: 12,
};
const MONTHS_OF_YEAR = 12;

/** The period of a kind that a day falls in. `fiscalYearStartsIn` (1–12) counts for the fiscal kinds. */
export function periodOfDay(kind: ReportPeriodKind, day: string, fiscalYearStartsIn: number): PeriodDays {
  const fiscal = kind.startsWith('fiscal_');
  const offset = fiscal ? fiscalYearStartsIn - 1 : 0;
  const length = MONTHS[kind];
  const number = monthNumber(day) - offset;
  const first = Math.floor(number / length) * length;
  const months = first - Math.floor(first / MONTHS_OF_YEAR) * MONTHS_OF_YEAR;
  return {
    fromDay: firstDay(first + offset),
    toDay: firstDay(first + offset + length),
    year: Math.floor(first / MONTHS_OF_YEAR),
    part: length === MONTHS_OF_YEAR ? null : months / length + 1,
    fiscal,
  };
}

/** The period so many periods later (earlier, when negative): a fiscal half-year follows a fiscal half-year. */
export function shiftPeriod(
  kind: ReportPeriodKind,
  fromDay: string,
  by: number,
  fiscalYearStartsIn: number,
): PeriodDays {
  return periodOfDay(kind, firstDay(monthNumber(fromDay) + by * MONTHS[kind]), fiscalYearStartsIn);
}

/** The same period a year before. */
export function periodLastYear(
  kind: ReportPeriodKind,
  fromDay: string,
  fiscalYearStartsIn: number,
): PeriodDays {
  return periodOfDay(kind, firstDay(monthNumber(fromDay) - MONTHS_OF_YEAR), fiscalYearStartsIn);
}

/** `Q3 2026 (Jul–Sep)`, `FY2026 H1 (Apr–Sep 2026)`; `2026年 第3四半期（7〜9月）`, `2026年度 上期（2026年4〜9月）`. */
export function periodName(kind: ReportPeriodKind, period: PeriodDays): { en: string; ja: string } {
  const { year, part, fiscal } = period;
  const en = englishMonths(period);
  const ja = japaneseMonths(period);
  switch (kind) {
    case 'month':
      return { en: `${MONTH_NAMES[(part as number) - 1]} ${year}`, ja: `${year}年${part}月` };
    case 'year':
      return { en: String(year), ja: `${year}年` };
    case 'fiscal_year':
      return { en: `FY${year} (${en})`, ja: `${year}年度（${ja}）` };
    case 'quarter':
    case 'fiscal_quarter':
      return fiscal
        ? { en: `FY${year} Q${part} (${en})`, ja: `${year}年度 第${part}四半期（${ja}）` }
        : { en: `Q${part} ${year} (${en})`, ja: `${year}年 第${part}四半期（${ja}）` };
    default:
      return fiscal
        ? { en: `FY${year} H${part} (${en})`, ja: `${year}年度 ${part === 1 ? '上期' : '下期'}（${ja}）` }
        : { en: `H${part} ${year} (${en})`, ja: `${year}年 ${part === 1 ? '上半期' : '下半期'}（${ja}）` };
  }
}

const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** First and last month. The year stands there only where the name does not say it already. */
function englishMonths({ fromDay, toDay, fiscal }: PeriodDays): string {
  const [first, last] = ends(fromDay, toDay);
  const short = ({ month }: Month) => (MONTH_NAMES[month - 1] as string).slice(0, 3);
  if (!fiscal) return `${short(first)}–${short(last)}`;
  return first.year === last.year
    ? `${short(first)}–${short(last)} ${last.year}`
    : `${short(first)} ${first.year}–${short(last)} ${last.year}`;
}

function japaneseMonths({ fromDay, toDay, fiscal }: PeriodDays): string {
  const [first, last] = ends(fromDay, toDay);
  if (!fiscal) return `${first.month}〜${last.month}月`;
  return first.year === last.year
    ? `${first.year}年${first.month}〜${last.month}月`
    : `${first.year}年${first.month}月〜${last.year}年${last.month}月`;
}

interface Month {
  year: number;
  month: number;
}

function ends(fromDay: string, toDay: string): [Month, Month] {
  const monthOf = (number: number) => ({
    year: Math.floor(number / MONTHS_OF_YEAR),
    month: number - Math.floor(number / MONTHS_OF_YEAR) * MONTHS_OF_YEAR + 1,
  });
  return [monthOf(monthNumber(fromDay)), monthOf(monthNumber(toDay) - 1)];
}

/** Months since January of year 0. */
function monthNumber(day: string): number {
  return Number(day.slice(0, 4)) * MONTHS_OF_YEAR + Number(day.slice(5, 7)) - 1;
}

function firstDay(number: number): string {
  const year = Math.floor(number / MONTHS_OF_YEAR);
  const month = number - year * MONTHS_OF_YEAR + 1;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;
}
