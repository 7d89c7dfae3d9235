import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Theory of operation. The counts of `episode_daily_rollups` once more by UTC week, from Monday on, without the hours: a
 * range of 90 days reads 12 of these rows and a few days a rule instead of 90 days, each ten times as wide. Written in
 * the transaction of the episodes, as the daily ones are.
 */
export class CreateWeeklyRollups1795300600000 implements MigrationInterface {
  name = 'CreateWeeklyRollups1795300600000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table episode_weekly_rollups (
        alert_rule_id bigint not null,
        -- a Monday
        week date not null check (extract(isodow from week) = 1),
        fired integer not null default 0,
        pages integer not null default 0,
        ended integer not null default 0,
        acknowledged integer not null default 0,
        self_resolved integer not null default 0,
        fleeting integer not null default 0,
        primary key (alert_rule_id, week)
      );
      insert into episode_weekly_rollups (alert_rule_id, week, fired, pages, ended, acknowledged, self_resolved, fleeting)
      select alert_rule_id, date_trunc('week', day::timestamp)::date, sum(fired), sum(pages), sum(ended),
        sum(acknowledged), sum(self_resolved), sum(fleeting)
      from episode_daily_rollups group by 1, 2 order by 1, 2
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table episode_weekly_rollups');
  }
}
