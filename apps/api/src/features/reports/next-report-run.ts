import { addBusinessDays, type BusinessCalendar } from '@tenken/shared/business-days';
import { type PeriodDays, periodOfDay, shiftPeriod } from '@tenken/shared/report-period';
import type { ReportBucket } from '@tenken/shared/reports.contract';
import { localDayOf, startOfLocalDay, zoneOffsetMs } from '../../clock/local-day.js';

export interface ScheduleRule {
  bucket: ReportBucket;
  timeZone: string;
  /** 1 = the first business day after the period's end */
  businessDay: number;
  /** `09:00` by the clocks of the zone */
  at: string;
}

/** When the report of a period is due: at a time of the Nth business day that comes after its last day. */
export function reportDueAt(rule: ScheduleRule, period: PeriodDays, calendar: BusinessCalendar): Date {
  const lastDay = dayBefore(period.toDay);
  return instantOf(addBusinessDays(lastDay, rule.businessDay, calendar), rule.at, rule.timeZone);
}

/** The period that a new schedule begins with: the one that goes on now, so that no old report is made unasked. */
export function firstPeriod(rule: ScheduleRule, now: Date, fiscalYearStartsIn: number): PeriodDays {
  return periodOfDay(rule.bucket, localDayOf(now, rule.timeZone), fiscalYearStartsIn);
}

/** The period after one. */
export function nextPeriod(bucket: ReportBucket, fromDay: string, fiscalYearStartsIn: number): PeriodDays {
  return shiftPeriod(bucket, periodOfDay(bucket, fromDay, fiscalYearStartsIn).fromDay, 1, fiscalYearStartsIn);
}

const FIRST_RETRY_MS = 5 * 60_000;
const LAST_RETRY_MS = 6 * 3_600_000;

/** When a report that could not be made is tried again: after 5 minutes, then twice as long, at most 6 hours. */
export function retryAt(now: Date, attempts: number): Date {
  return new Date(now.getTime() + Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), LAST_RETRY_MS));
}

/** A wall-clock time of a day; where a clock change skips it, as much later as the clocks jump. */
function instantOf(day: string, time: string, timeZone: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const midnight = startOfLocalDay(day, timeZone);
  const wall = Date.parse(`${day}T00:00:00Z`) + (hours * 60 + minutes) * 60_000;
  const guess = new Date(wall - zoneOffsetMs(midnight, timeZone));
  const offset = zoneOffsetMs(guess, timeZone);
  const exact = new Date(wall - offset);
  return zoneOffsetMs(exact, timeZone) === offset ? exact : guess;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
