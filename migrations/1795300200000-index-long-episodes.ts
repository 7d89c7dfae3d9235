import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Stale alerts (firing for 24 hours or more) are few, and may have begun long before the days that are looked at:
 * without an index of their own, finding them reads every episode of a rotation ever.
 */
export class IndexLongEpisodes1795300200000 implements MigrationInterface {
  name = 'IndexLongEpisodes1795300200000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create index episodes_long_idx on episodes (alert_rule_id, starts_at)
        where ends_at is null or duration_seconds >= 86400;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop index episodes_long_idx');
  }
}
