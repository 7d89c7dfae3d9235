import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What makes a decision come back: noise is accepted up to so many firings a week, another rule tells it from now on,
 * and a finished measurement waits until somebody has looked at it.
 */
export class FollowDecisionsUp1795300100000 implements MigrationInterface {
  name = 'FollowDecisionsUp1795300100000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- of a rule that is kept: so many firings a week are accepted, until that day at most
      alter table decisions add column accepted_per_week integer;
      alter table decisions add column accepted_until date;
      -- a table of thousands of rows: checking it takes less than a second
      -- squawk-ignore adding-foreign-key-constraint
      alter table decisions add column merge_into_rule_id bigint references alert_rules (id) on delete set null;
      -- when a person first looked at the finished measurement
      alter table decisions add column effect_seen_at timestamptz;
      create index decisions_merge_into_rule_idx on decisions (merge_into_rule_id);
      -- definition changes of a period
      create index alert_rule_versions_seen_at_idx on alert_rule_versions (seen_at) where version > 1;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop index alert_rule_versions_seen_at_idx;
      alter table decisions drop column effect_seen_at, drop column merge_into_rule_id, drop column accepted_until,
        drop column accepted_per_week
    `);
  }
}
