import { type PeriodDays, periodName, periodOfDay, shiftPeriod } from '@tenken/shared/report-period';
import type { ReportBucket } from '@tenken/shared/reports.contract';

export interface PeriodChoice {
  from: string;
  name: PeriodName;
  /** false for the one that runs now */
  ended: boolean;
}
type PeriodName = ReturnType<typeof periodName>;

/** The period that runs on a day and those before it, the latest first. `fiscalStart`: 1 to 12. */
export function recentPeriods(
  bucket: ReportBucket,
  today: string,
  fiscalStart: number,
  count: number,
): PeriodChoice[] {
  const running = periodOfDay(bucket, today, fiscalStart);
  return Array.from({ length: count }, (_, index) => {
    const period: PeriodDays = shiftPeriod(bucket, running.fromDay, -index, fiscalStart);
    return { from: period.fromDay, name: periodName(bucket, period), ended: index > 0 };
  });
}

/** What one press makes: the last complete quarter, of the fiscal year where that begins in another month than January. */
export function defaultBucket(fiscalStart: number): ReportBucket {
  return fiscalStart === 1 ? 'quarter' : 'fiscal_quarter';
}
