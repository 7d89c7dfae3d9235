import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Theory of operation. Median and p90 of the durations of a service's alerts by UTC month, from the histograms of its
 * rules. The job that counts days (CountEpisodeDays) writes them once a month is over; senders never do, so that no row
 * of a loud service is waited for. A month is worked out from the histograms by whoever asks while it is not counted,
 * while one of its days is on the list, or when one of the rules that were counted has another service now. The
 * service 0 is that of rules without one.
 */
export class KeepServiceDurations1795400220000 implements MigrationInterface {
  name = 'KeepServiceDurations1795400220000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table service_month_durations (
        service_id bigint not null,
        month date not null check (extract(day from month) = 1),
        is_counted boolean not null default false,
        -- those that had ended alerts in the month
        rule_ids bigint[] not null default '{}',
        ended integer not null default 0,
        -- buckets of episode_duration_histograms
        median_bucket smallint,
        p90_bucket smallint,
        primary key (service_id, month)
      );
      insert into service_month_durations (service_id, month)
      select distinct coalesce(r.service_id, 0), date_trunc('month', d.day::timestamp)::date
      from episode_daily_rollups d join alert_rules r on r.id = d.alert_rule_id
      order by 1, 2
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table service_month_durations');
  }
}
