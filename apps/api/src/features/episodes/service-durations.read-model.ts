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

/** Durations of alerts by the service of their rule and the UTC month of their start. */
@Injectable()
export class ServiceDurationReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * First days of months, half-open; `services` are ids, keys or names, null for all. By name and month; what has no
   * ended alerts is left out. Months that are counted are read, the others worked out from the histograms.
   */
  byMonth(from: string, to: string, services: readonly string[] | null): Promise<z.output<typeof Row>[]> {
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
         select id, name from services
         where $3::text[] is null or id::text = any ($3) or key = any ($3) or name = any ($3)
         union all
         select 0, null where $3::text[] is null
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
      [from, to, services],
    );
  }
}
