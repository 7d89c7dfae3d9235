import { Injectable } from '@nestjs/common';
import type { ReviewRecordResponse } from '@tenken/shared/review-record.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowCount, rowId, rowInstant, select, selectOne } from '../../database/select.js';

const TodayRow = z.object({
  id: rowId,
  title: z.string(),
  owner: z.string().nullable(),
  dueOn: z.string().nullable(),
  url: z.string().nullable(),
  statusNow: z.string(),
  isOverdue: z.boolean(),
});

const NextRow = z.object({
  id: rowId,
  title: z.string(),
  status: z.enum(['planned', 'running']),
  scheduledAt: rowInstant.nullable(),
});

type Today = ReviewRecordResponse['actionItems'];

/** What has become of the things that a review left behind. */
@Injectable()
export class ReviewRecordReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Action items of the record as they are now; those that were deleted since say so. */
  async actionItems(room: ReviewRoom, now: Date): Promise<Today> {
    const rows = await select(
      this.dataSource.manager,
      TodayRow,
      `select a.id, a.title, coalesce(a.owner, u.name) as owner, a.due_on as "dueOn", a.url, a.status as "statusNow",
         a.status in ('open', 'in_progress')
           and coalesce(coalesce(a.due_on, a.target_on) < ($2::timestamptz at time zone $3)::date, false) as "isOverdue"
       from action_items a left join users u on u.id = a.owner_id
       where a.id = any ($1::bigint[]) order by a.id`,
      [room.actionItems.map(({ id }) => id), now, room.timeZone],
    );
    return withThen(room.actionItems, rows);
  }

  async gaps(room: ReviewRoom, now: Date): Promise<Today> {
    const rows = await select(
      this.dataSource.manager,
      TodayRow,
      `select g.id, s.name as title, coalesce(g.owner, u.name) as owner, g.due_on as "dueOn", null as url,
         case when g.deleted_at is null then g.status else 'deleted' end as "statusNow",
         g.deleted_at is null and g.status in ('open', 'in_progress')
           and coalesce(g.due_on < ($2::timestamptz at time zone $3)::date, false) as "isOverdue"
       from coverage_gaps g
       join services s on s.id = g.service_id
       left join users u on u.id = g.owner_id
       where g.id = any ($1::bigint[]) order by g.id`,
      [room.gaps.map(({ id }) => id), now, room.timeZone],
    );
    return withThen(room.gaps, rows);
  }

  /** The first session of any of the same services that was made after this one and is not over. */
  next(id: string): Promise<ReviewRecordResponse['next']> {
    return selectOne(
      this.dataSource.manager,
      NextRow,
      `select s.id, s.title, s.status, s.scheduled_at as "scheduledAt"
       from review_sessions s
       where s.id > $1 and s.status in ('planned', 'running') and exists (
         select from review_session_services mine join review_session_services theirs using (service_id)
         where mine.review_session_id = $1 and theirs.review_session_id = s.id)
       order by s.status = 'running' desc, s.scheduled_at nulls last, s.id limit 1`,
      [id],
    );
  }

  /** How often the head of a session was changed: what a calendar calls its sequence. */
  async sequence(id: string): Promise<number> {
    const row = await selectOne(
      this.dataSource.manager,
      z.object({ n: rowCount }),
      `select count(*) as n from audit_log
       where subject_type = 'review_session' and subject_id = $1::text and action = 'changed'`,
      [id],
    );
    return row?.n ?? 0;
  }
}

/** In the order of the record. */
function withThen(
  recorded: readonly { id: string; status: string }[],
  rows: readonly z.output<typeof TodayRow>[],
): Today {
  const now = new Map(rows.map((row) => [row.id, row]));
  return recorded.flatMap(({ id, status }) => {
    const row = now.get(id);
    return row === undefined ? [] : [{ ...row, statusThen: status }];
  });
}
