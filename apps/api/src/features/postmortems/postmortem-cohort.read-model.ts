import { Injectable } from '@nestjs/common';
import type { PostmortemFilters } from '@tenken/shared/postmortems.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { localDayOf } from '../../clock/local-day.js';
import { rowCount, select } from '../../database/select.js';
import {
  CLOCK_CTES,
  filterParameters,
  IS_REQUIRED,
  IS_REVIEWED,
  IS_WAIVED,
  IS_WRITTEN,
  MATCHES_FILTERS,
  PASSED,
  REVIEW_WITHIN,
  SCOPE_CTES,
  TEAM,
} from './postmortem-filter.js';

const Row = z.object({
  bucket: z.number().int(),
  /** business days from resolution to review, or until today; null where that cannot be told */
  waited: rowCount.nullable(),
  /** did the wait end with a review? */
  ended: z.boolean(),
  resolved: rowCount,
  required: rowCount,
  waived: rowCount,
  written: rowCount,
  reviewed: rowCount,
  overdue: rowCount,
  due: rowCount,
  onTime: rowCount,
  timeUnknown: rowCount,
});
/** Incidents of one period that waited equally long. */
export type CohortRow = z.output<typeof Row>;

const DAY_MS = 86_400_000;

/** Whole cohorts of postmortems, for figures. The filters are those of the list: number shown = rows listed. */
@Injectable()
export class PostmortemCohortReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The incidents resolved in [from, to), counted by period and by business days waited. `starts` are the instants at
   * which the periods begin, in order. Business days are differences of ordinals in a numbered calendar, one for each
   * set of working days and holidays: a few places of an array for each row, however long the wait.
   */
  count(
    filters: PostmortemFilters & { from: string; to: string },
    starts: readonly string[],
    now: Date,
  ): Promise<CohortRow[]> {
    return select(
      this.dataSource,
      Row,
      `with recursive ${SCOPE_CTES}, ${CLOCK_CTES},
       -- arrays, because a join on days is planned as a product of all incidents and all days
       days as materialized (
         select c.calendar, c.working_days, array_agg(n.ordinal order by n.day) as ordinals,
           array_agg(n.is_business::integer order by n.day) as business
         from (select distinct calendar, working_days from clocks) c,
           number_business_days($15::date, $16::date, c.calendar, c.working_days) n
         group by c.calendar, c.working_days
       ),
       cohort as materialized (
         select i.resolved_at, i.severity, p.reviewed_at, ${IS_REQUIRED} as required, ${IS_REVIEWED} as reviewed,
           ${IS_WRITTEN} as written, i.postmortem_required and ${IS_WAIVED} as waived,
           ${REVIEW_WITHIN} as within, case when ${IS_REQUIRED} then ${PASSED} end as passed,
           case when ${IS_REQUIRED} then ${TEAM} end as team_key
         from incidents i left join postmortems p on p.incident_id = i.id
         where i.resolved_at is not null and ${MATCHES_FILTERS}
       ),
       waits as (
         select c.*, width_bucket(c.resolved_at, $14::timestamptz[]) - 1 as bucket,
           c.required and c.passed and not (c.reviewed and c.reviewed_at is null) as due,
           -- the last day in time is the n-th business day: on it at most, when fewer than n lie before the review
           d.ordinals[at.ended] - d.business[at.ended] - d.ordinals[at.began] < c.within or at.ended <= at.began as on_time,
           d.ordinals[case when c.reviewed then at.ended else at.today end] - d.ordinals[at.began] as waited
         from cohort c
         left join clocks k on k.team_key = c.team_key
         left join days d on d.calendar = k.calendar and d.working_days = k.working_days
         cross join lateral (select
           (c.resolved_at at time zone k.time_zone)::date - $15::date + 1 as began,
           (c.reviewed_at at time zone k.time_zone)::date - $15::date + 1 as ended,
           k.today - $15::date + 1 as today) at
       )
       select bucket, case when waited >= 0 then waited end as waited, reviewed as ended, count(*) as resolved,
         count(*) filter (where required) as required, count(*) filter (where waived) as waived,
         count(*) filter (where required and written) as written,
         count(*) filter (where required and reviewed) as reviewed,
         count(*) filter (where required and not reviewed and passed) as overdue,
         count(*) filter (where due) as due, count(*) filter (where due and reviewed and on_time) as "onTime",
         count(*) filter (where required and reviewed and reviewed_at is null) as "timeUnknown"
       from waits group by 1, 2, 3`,
      [
        ...filterParameters(filters, now),
        starts,
        shift(localDayOf(new Date(filters.from), 'UTC'), -2),
        shift(localDayOf(now, 'UTC'), 2),
      ],
    );
  }
}

function shift(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
