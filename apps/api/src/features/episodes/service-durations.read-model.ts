import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowCount, rowId, select } from '../../database/select.js';
import { MOVED_MONTHS, measureServiceMonths } from './service-durations.rollup.js';

/** Within 2 %: the geometric middle of the bucket that holds the rank; what is shorter than a second counts as 0. */
const middle = (bucket: string) =>
  `case when ${bucket} < 0 then 0 else power(1.04::float8, ${bucket} + 0.5) end`;

const Row = z.object({
  /** null: rules without a service */
  serviceId: rowId.nullable(),
  name: z.string().nullable(),
  /** `2026-10` */
  month: z.string(),
  ended: rowCount,
  medianSeconds: z.number().nullable(),
  p90Seconds: z.number().nullable(),
});
const OpenRow = Row.pick({ serviceId: true, name: true, month: true }).extend({ open: rowCount });

/** Services of $3 (ids, keys or names) that are of a team of $4; what has no service is 0, where neither is asked for. */
const WANTED = `select s.id, s.name from services s
  left join services parent on parent.id = s.parent_id
  left join teams t on t.id = coalesce(s.team_id, parent.team_id)
  where ($3::text[] is null or s.id::text = any ($3) or s.key = any ($3) or s.name = any ($3))
    and ($4::text[] is null or t.id::text = any ($4) or t.key = any ($4) or t.name = any ($4))
  union all
  select 0, null where $3::text[] is null and $4::text[] is null`;

/** Durations of alerts by the service of their rule and the UTC month of their start. */
@Injectable()
export class ServiceDurationReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * First days of months, half-open; services and teams are ids, keys or names, null for all. By name and month; what has
   * no ended alerts is left out. Months that are counted are read, the others worked out from the histograms.
   */
  byMonth(
    from: string,
    to: string,
    services: readonly string[] | null,
    teams: readonly string[] | null,
  ): Promise<z.output<typeof Row>[]> {
    return select(
      this.dataSource.manager,
      Row,
      `with uncounted as materialized (
         select service_id, month from service_month_durations
         where not is_counted and month >= $1::date and month < $2::date
         union
         select distinct coalesce(r.service_id, 0), date_trunc('month', u.day::timestamp)::date
         from uncounted_episode_days u join alert_rules r on r.id = u.alert_rule_id
         where u.day >= $1::date and u.day < $2::date
         union
         select service_id, month from (${MOVED_MONTHS}) moved where month >= $1::date and month < $2::date
       ), wanted as materialized (
         ${WANTED}
       ), asked as materialized (
         select u.service_id, u.month from uncounted u join wanted w on w.id = u.service_id
       ),
       ${measureServiceMonths('asked')}
       select nullif(w.id, 0) as "serviceId", w.name, to_char(part.month, 'YYYY-MM') as month, part.ended,
         ${middle('part.median_bucket')} as "medianSeconds", ${middle('part.p90_bucket')} as "p90Seconds"
       from (
         select service_id, month, ended, median_bucket, p90_bucket from service_month_durations s
         where month >= $1::date and month < $2::date
           and not exists (select from uncounted u where u.service_id = s.service_id and u.month = s.month)
         union all
         select service_id, month, ended, median_bucket, p90_bucket from measured
       ) part
       join wanted w on w.id = part.service_id
       where part.ended > 0
       order by w.name nulls last, w.id, part.month`,
      [from, to, services, teams],
    );
  }

  /** Alerts of the same services and months that have not ended, in the same order. */
  openByMonth(
    from: string,
    to: string,
    services: readonly string[] | null,
    teams: readonly string[] | null,
  ): Promise<z.output<typeof OpenRow>[]> {
    return select(
      this.dataSource.manager,
      OpenRow,
      `with wanted as materialized (
         ${WANTED}
       ), firing as materialized (
         select coalesce(r.service_id, 0) as service_id, date_trunc('month', e.starts_at at time zone 'UTC')::date as month,
           count(*) as open
         from episodes e join alert_rules r on r.id = e.alert_rule_id
         where e.ends_at is null and e.starts_at >= $1::date::timestamp at time zone 'UTC'
           and e.starts_at < $2::date::timestamp at time zone 'UTC'
         group by 1, 2
       )
       select nullif(w.id, 0) as "serviceId", w.name, to_char(f.month, 'YYYY-MM') as month, f.open
       from firing f join wanted w on w.id = f.service_id
       order by w.name nulls last, w.id, f.month`,
      [from, to, services, teams],
    );
  }
}
