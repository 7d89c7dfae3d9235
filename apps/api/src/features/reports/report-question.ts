import type { ReportPeriod } from '@tenken/shared/report-contents.contract';
import {
  type PeriodDays,
  periodLastYear,
  periodName,
  periodOfDay,
  shiftPeriod,
} from '@tenken/shared/report-period';
import type { ReportBucket } from '@tenken/shared/reports.contract';
import { startOfLocalDay } from '../../clock/local-day.js';

/** What a report asks: which period, of what, in whose days. It is stored, so that it can be asked again. */
export interface ReportQuestion {
  bucket: ReportBucket;
  /** first day of the period */
  fromDay: string;
  timeZone: string;
  /** 1–12, as the setting was when the report was made */
  fiscalYearStartsIn: number;
  teamId: string | null;
  serviceId: string | null;
}

/** The period of a question, the one before it, and the same a year before. */
export function periodsOf(
  question: ReportQuestion,
  now: Date,
): Record<'period' | 'previous' | 'lastYear', ReportPeriod> {
  const { bucket, fromDay, timeZone, fiscalYearStartsIn } = question;
  const at = (days: PeriodDays) => describePeriod(bucket, days, timeZone, now);
  return {
    period: at(periodOfDay(bucket, fromDay, fiscalYearStartsIn)),
    previous: at(shiftPeriod(bucket, fromDay, -1, fiscalYearStartsIn)),
    lastYear: at(periodLastYear(bucket, fromDay, fiscalYearStartsIn)),
  };
}

/** A period with its instants in a zone and its name. */
export function describePeriod(
  bucket: ReportBucket,
  days: PeriodDays,
  timeZone: string,
  now: Date,
): ReportPeriod {
  const to = startOfLocalDay(days.toDay, timeZone);
  return {
    ...days,
    from: startOfLocalDay(days.fromDay, timeZone).toISOString(),
    to: to.toISOString(),
    ended: to <= now,
    name: periodName(bucket, days),
  };
}

/** `all`, `team:3`, `service:7`: reports of one scope follow each other. */
export function scopeKey({ teamId, serviceId }: Pick<ReportQuestion, 'teamId' | 'serviceId'>): string {
  if (teamId !== null) return `team:${teamId}`;
  return serviceId === null ? 'all' : `service:${serviceId}`;
}
