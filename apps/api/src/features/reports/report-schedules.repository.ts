import { Injectable } from '@nestjs/common';
import { ReportBucket } from '@tenken/shared/reports.contract';
import { z } from 'zod';
import { type Queryable, rowId, rowInstant, select, selectOne } from '../../database/select.js';

const ScheduleRow = z.object({
  id: rowId,
  bucket: ReportBucket,
  teamId: rowId.nullable(),
  serviceId: rowId.nullable(),
  timeZone: z.string(),
  businessDay: z.number(),
  at: z.string(),
  calendar: z.string(),
  enabled: z.boolean(),
  nextFrom: z.string(),
  nextRunAt: rowInstant,
  attempts: z.number(),
  failureCode: z.string().nullable(),
  failureMessage: z.string().nullable(),
  failedAt: rowInstant.nullable(),
  lastReportId: rowId.nullable(),
  lastRunAt: rowInstant.nullable(),
  rowVersion: z.number(),
});
export type ScheduleRecord = z.output<typeof ScheduleRow>;
const HolidayRow = z.object({ day: z.string() });
const IdRow = z.object({ id: rowId });

const COLUMNS = `id, bucket, team_id as "teamId", service_id as "serviceId", time_zone as "timeZone",
  business_day as "businessDay", to_char(at, 'HH24:MI') as at, calendar, enabled,
  to_char(next_from, 'YYYY-MM-DD') as "nextFrom", next_run_at as "nextRunAt", attempts,
  failure_code as "failureCode", failure_message as "failureMessage", failed_at as "failedAt",
  last_report_id as "lastReportId", last_run_at as "lastRunAt", row_version as "rowVersion"`;

export type ScheduleRuleFields = Pick<
  ScheduleRecord,
  'bucket' | 'timeZone' | 'businessDay' | 'at' | 'calendar' | 'enabled'
>;
/** Which period comes next, and when. */
export interface NextRun {
  nextFrom: string;
  nextRunAt: Date;
}

@Injectable()
export class ReportScheduleRepository {
  findAll(db: Queryable): Promise<ScheduleRecord[]> {
    return select(db, ScheduleRow, `select ${COLUMNS} from report_schedules order by id`);
  }

  find(db: Queryable, id: string): Promise<ScheduleRecord | null> {
    return selectOne(db, ScheduleRow, `select ${COLUMNS} from report_schedules where id = $1`, [id]);
  }

  /** Locks the row until the transaction ends. */
  findForUpdate(db: Queryable, id: string): Promise<ScheduleRecord | null> {
    return selectOne(db, ScheduleRow, `select ${COLUMNS} from report_schedules where id = $1 for update`, [
      id,
    ]);
  }

  async insert(
    db: Queryable,
    rule: ScheduleRuleFields & Pick<ScheduleRecord, 'teamId' | 'serviceId'>,
    next: NextRun,
    createdById: string | null,
  ): Promise<string> {
    const row = await selectOne(
      db,
      IdRow,
      `insert into report_schedules (bucket, team_id, service_id, time_zone, business_day, at, calendar, enabled,
         next_from, next_run_at, created_by_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
      [
        rule.bucket,
        rule.teamId,
        rule.serviceId,
        rule.timeZone,
        rule.businessDay,
        rule.at,
        rule.calendar,
        rule.enabled,
        next.nextFrom,
        next.nextRunAt,
        createdById,
      ],
    );
    return row!.id;
  }

  async update(db: Queryable, id: string, rule: ScheduleRuleFields, next: NextRun): Promise<void> {
    await db.query(
      `update report_schedules set bucket = $2, time_zone = $3, business_day = $4, at = $5, calendar = $6,
         enabled = $7, next_from = $8, next_run_at = $9, attempts = 0, failure_code = null, failure_message = null,
         failed_at = null, row_version = row_version + 1
       where id = $1`,
      [
        id,
        rule.bucket,
        rule.timeZone,
        rule.businessDay,
        rule.at,
        rule.calendar,
        rule.enabled,
        next.nextFrom,
        next.nextRunAt,
      ],
    );
  }

  async remove(db: Queryable, id: string): Promise<void> {
    await db.query('delete from report_schedules where id = $1', [id]);
  }

  /** Schedules that are due and held by no process; they are held for so many seconds from now on. */
  async claimDue(db: Queryable, now: Date, leaseUntil: Date): Promise<string[]> {
    const rows = await select(
      db,
      IdRow,
      `with due as (
         select id from report_schedules
         where enabled and next_run_at <= $1 and (lease_until is null or lease_until <= $1)
         order by next_run_at limit 20 for update skip locked
       ), held as (
         update report_schedules s set lease_until = $2 from due where s.id = due.id returning s.id
       )
       select id from held`,
      [now, leaseUntil],
    );
    return rows.map((row) => row.id);
  }

  /** The period is reported; the next one waits, if nobody changed the rule meanwhile. */
  async advance(
    db: Queryable,
    schedule: ScheduleRecord,
    reportId: string,
    next: NextRun,
    at: Date,
  ): Promise<void> {
    await db.query(
      `update report_schedules set
         next_from = case when next_from = $2 then $3 else next_from end,
         next_run_at = case when next_from = $2 then $4 else next_run_at end,
         last_report_id = $5, last_run_at = $6, attempts = 0, failure_code = null, failure_message = null,
         failed_at = null, lease_until = null
       where id = $1`,
      [schedule.id, schedule.nextFrom, next.nextFrom, next.nextRunAt, reportId, at],
    );
  }

  async fail(
    db: Queryable,
    id: string,
    failure: { code: string; message: string; at: Date; retryAt: Date },
  ): Promise<void> {
    await db.query(
      `update report_schedules set attempts = attempts + 1, failure_code = $2, failure_message = $3, failed_at = $4,
         next_run_at = $5, lease_until = null
       where id = $1`,
      [id, failure.code, failure.message, failure.at, failure.retryAt],
    );
  }

  async holidays(db: Queryable, calendar: string): Promise<Set<string>> {
    if (calendar === '') return new Set();
    const rows = await select(
      db,
      HolidayRow,
      `select to_char(day, 'YYYY-MM-DD') as day from holidays where calendar = $1`,
      [calendar],
    );
    return new Set(rows.map((row) => row.day));
  }
}
