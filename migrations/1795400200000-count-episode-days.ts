import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Theory of operation. `counted_episode_days` holds what the pages of a rotation need of the episodes of one rule,
 * UTC day and severity, packed, so that half a million alerts are read from a few thousand rows. It is not written by
 * senders: they put the day on the list `uncounted_episode_days` in their transaction, and a job counts days that are
 * over and takes them off, under the lock that senders take. A day on the list is read from `episodes`. So figures are
 * those of the rows at any time. All days that there are begin on the list.
 */
export class CountEpisodeDays1795400200000 implements MigrationInterface {
  name = 'CountEpisodeDays1795400200000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table uncounted_episode_days (
        alert_rule_id bigint not null,
        day date not null,
        primary key (alert_rule_id, day)
      );
      create table counted_episode_days (
        alert_rule_id bigint not null,
        day date not null,
        -- one for each severity of the day
        part smallint not null,
        severity text,
        -- 4 bytes an episode: milliseconds since midnight × 8 + 1 if it paged + 2 if it ended + 4 if it was fleeting
        starts bytea not null,
        -- 20 bytes a page that was acknowledged: milliseconds since midnight, and since 1970 of page and acknowledgement
        acknowledged bytea not null,
        -- by fingerprint: starts that chattered, in milliseconds since midnight
        chattering jsonb,
        primary key (alert_rule_id, day, part)
      );
      insert into uncounted_episode_days (alert_rule_id, day)
      select alert_rule_id, day from episode_daily_rollups order by 1, 2;
      analyze uncounted_episode_days
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table uncounted_episode_days, counted_episode_days');
  }
}
