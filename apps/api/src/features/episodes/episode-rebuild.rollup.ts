import type { Queryable } from '../../database/select.js';
import { addDifferencesToRollups, FLEETING_SECONDS } from './episode-contribution.rollup.js';

const REBUILD = `
  with d as materialized (
    select alert_rule_id, starts_at, 1 as fired, (notified_at is not null)::integer as pages,
      (ends_at is not null)::integer as ended, (acknowledged_at is not null)::integer as acknowledged,
      (ends_at is not null and acknowledged_at is null)::integer as self_resolved,
      coalesce((duration_seconds <= ${FLEETING_SECONDS})::integer, 0) as fleeting,
      coalesce(duration_seconds, 0) as duration_seconds,
      null::smallint as bucket_before, episode_duration_bucket(duration_seconds) as bucket_after
    from episodes where alert_rule_id = any($1::bigint[])
  ),
  ${addDifferencesToRollups}
  select count(*) from d`;

/**
 * Throws away the rollups of the rules and counts them again from the rows, in the caller's transaction. The rules are
 * locked first, so that senders wait instead of being counted twice. For repair, and for episodes that were deleted.
 */
export async function rebuildRollups(db: Queryable, ruleIds: readonly string[]): Promise<void> {
  await db.query(`select id from alert_rules where id = any($1::bigint[]) order by id for no key update`, [
    ruleIds,
  ]);
  // Days that have no episodes any more are to be counted again as well.
  await db.query(
    `insert into uncounted_episode_days (alert_rule_id, day)
     select distinct alert_rule_id, day from counted_episode_days where alert_rule_id = any($1::bigint[])
     order by 1, 2 on conflict do nothing`,
    [ruleIds],
  );
  await db.query(`delete from episode_daily_rollups where alert_rule_id = any($1::bigint[])`, [ruleIds]);
  await db.query(`delete from episode_weekly_rollups where alert_rule_id = any($1::bigint[])`, [ruleIds]);
  await db.query(`delete from episode_duration_histograms where alert_rule_id = any($1::bigint[])`, [
    ruleIds,
  ]);
  await db.query(REBUILD, [ruleIds]);
}
