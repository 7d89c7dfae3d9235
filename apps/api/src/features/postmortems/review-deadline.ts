import { addBusinessDays, type BusinessCalendar } from '@tenken/shared/business-days';
import { localDayOf } from '../../clock/local-day.js';

/** Business days from resolution to the review meeting (METRICS.md section 5). */
const REVIEW_WITHIN: Readonly<Record<string, number>> = { SEV1: 3, SEV2: 5 };

export interface ReviewDeadline {
  businessDays: number | null;
  /** ISO day in the team's zone */
  reviewBy: string | null;
  overdue: boolean;
}

/** By which day the review is due, and whether that day has passed without one. */
export function reviewDeadline(
  incident: { severity: string | null; resolvedAt: string | null; reviewedAt: string | null },
  calendar: BusinessCalendar,
  timeZone: string,
  now: Date,
): ReviewDeadline {
  const businessDays = REVIEW_WITHIN[incident.severity ?? ''] ?? null;
  if (businessDays === null || incident.resolvedAt === null)
    return { businessDays, reviewBy: null, overdue: false };
  const reviewBy = addBusinessDays(
    localDayOf(new Date(incident.resolvedAt), timeZone),
    businessDays,
    calendar,
  );
  const overdue = incident.reviewedAt === null && localDayOf(now, timeZone) > reviewBy;
  return { businessDays, reviewBy, overdue };
}
