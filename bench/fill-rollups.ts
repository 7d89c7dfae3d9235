import {
  addDifferencesToRollups,
  FLEETING_SECONDS,
} from '@tenken/api/features/episodes/episode-contribution.rollup';
import type pg from 'pg';

const MONTH = `date_trunc('month', now()) - make_interval(months => $1)`;

const COUNT_MONTH = `
  with d as materialized (
    select alert_rule_id, starts_at, 1 as fired, (notified_at is not null)::integer as pages,
      (ends_at is not null)::integer as ended, (acknowledged_at is not null)::integer as acknowledged,
      (ends_at is not null and acknowledged_at is null)::integer as self_resolved,
      coalesce((duration_seconds <= ${FLEETING_SECONDS})::integer, 0) as fleeting,
      coalesce(duration_seconds, 0) as duration_seconds,
      null::smallint as bucket_before, episode_duration_bucket(duration_seconds) as bucket_after
    from episodes where starts_at >= ${MONTH} and starts_at < ${MONTH} + interval '1 month'
  ),
  ${addDifferencesToRollups}
  select count(*) from d`;

/** Counts the rollups of the UTC month that is so many months ago, which has none yet, by the product's own statement. */
export async function rebuildMonthOfRollups(client: pg.Client, month: number): Promise<void> {
  await client.query(COUNT_MONTH, [month]);
}
