import { Injectable } from '@nestjs/common';
import { type BusinessCalendar, countBusinessDays } from '@tenken/shared/business-days';
import type {
  PostmortemRow,
  PostmortemsQuery,
  PostmortemsResponse,
} from '@tenken/shared/postmortems.contract';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { localDayOf } from '../../clock/local-day.js';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { HolidayService } from '../catalog/holiday.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { type JudgedPostmortem, PostmortemReadModel } from './postmortems.read-model.js';
import { requirePostmortem } from './require-postmortem.js';
import { reviewDeadline } from './review-deadline.js';

const Cursor = z.number().int().min(0);

/** The queue of postmortems: what is needed, what waits for its review, what is late. */
@Injectable()
export class PostmortemQueueService {
  constructor(
    private readonly readModel: PostmortemReadModel,
    private readonly settings: SettingsService,
    private readonly holidays: HolidayService,
    private readonly clock: Clock,
  ) {}

  /**
   * `unreviewed`: needed, not waived, not reviewed; the longest resolved first. Criteria are functions, so rows are
   * judged here; business days are counted only for the page, because they cost a step per day.
   */
  async list(query: PostmortemsQuery): Promise<PostmortemsResponse> {
    const { postmortemCriteria } = await this.settings.read();
    const offset = decodeCursor(Cursor, query.cursor) ?? 0;
    const end = offset + query.limit;
    const now = this.clock.now();
    const calendars = new Map<string | null, BusinessCalendar>();
    const items: PostmortemRow[] = [];
    let matched = 0;
    for (const row of await this.readModel.findAll()) {
      const requiredBy = requirePostmortem(row, postmortemCriteria, row.saidCriteria);
      if (!isAsked(row, requiredBy.length > 0, query)) continue;
      const calendar = await this.calendarOf(row.teamId, calendars);
      if (query.state === 'overdue' && !reviewDeadline(row, calendar, row.timeZone, now).overdue) continue;
      matched += 1;
      if (matched <= offset) continue;
      if (matched > end) return { items, nextCursor: encodeCursor(end) };
      items.push({
        incidentId: row.incidentId,
        incidentTitle: row.incidentTitle,
        severity: row.severity,
        resolvedAt: row.resolvedAt,
        status: row.status,
        owner: row.owner,
        requiredBy,
        reviewMeetingAt: row.reviewMeetingAt,
        reviewedAt: row.reviewedAt,
        ageBusinessDays: ageOf(row, calendar, now),
        deadline: reviewDeadline(row, calendar, row.timeZone, now),
        isSample: row.isSample,
      });
    }
    return { items, nextCursor: null };
  }

  private async calendarOf(
    teamId: string | null,
    known: Map<string | null, BusinessCalendar>,
  ): Promise<BusinessCalendar> {
    const calendar = known.get(teamId) ?? (await this.holidays.businessCalendar(teamId));
    known.set(teamId, calendar);
    return calendar;
  }
}

function isAsked(row: JudgedPostmortem, isRequired: boolean, query: PostmortemsQuery): boolean {
  if (row.status === null && !isRequired) return false;
  const isUnreviewed =
    isRequired &&
    row.waivedReason === null &&
    (row.status === null || row.status === 'draft' || row.status === 'in_review');
  if (query.state !== 'all' && !isUnreviewed) return false;
  if (query.state === 'missing' && row.status !== null) return false;
  if (query.status?.length && (row.status === null || !query.status.includes(row.status))) return false;
  if (query.owner !== undefined && row.owner !== query.owner) return false;
  return !query.ids?.length || query.ids.includes(row.incidentId);
}

function ageOf(row: JudgedPostmortem, calendar: BusinessCalendar, now: Date): number | null {
  if (row.resolvedAt === null) return null;
  const resolvedOn = localDayOf(new Date(row.resolvedAt), row.timeZone);
  return countBusinessDays(resolvedOn, localDayOf(now, row.timeZone), calendar);
}
