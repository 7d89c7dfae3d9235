import { eventually } from '@tenken/api/clock/test-until';
import pg from 'pg';
import { z } from 'zod';

const AppliedRow = z.object({
  messages: z.array(z.number()),
  episodes: z.number(),
  created: z.number(),
  fired: z.number(),
  ended: z.number(),
  inHistogram: z.number(),
  deliveries: z.number(),
  done: z.number(),
});
export type Applied = z.output<typeof AppliedRow>;

/**
 * What a database made of the messages of `startRetryingSender`, once nothing waits any more: which messages it has,
 * and how often each of their episodes was counted (as a row, as `created` by a delivery, in both rollups).
 */
export async function countApplied(databaseUrl: string, patienceMs = 60_000): Promise<Applied> {
  return eventually(async () => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      const { rows } = await client.query(`
        select
          (select coalesce(array_agg(distinct ('x' || left(fingerprint, 12))::bit(48)::bigint::integer), '{}')
           from episodes) as messages,
          (select count(*)::integer from episodes) as episodes,
          (select coalesce(sum((result->'episodes'->>'created')::integer), 0)::integer from deliveries) as created,
          (select coalesce(sum(fired), 0)::integer from episode_daily_rollups) as fired,
          (select coalesce(sum(ended), 0)::integer from episode_daily_rollups) as ended,
          (select coalesce(sum(episodes), 0)::integer from episode_duration_histograms) as "inHistogram",
          (select count(*)::integer from deliveries) as deliveries,
          (select count(*)::integer from deliveries where state = 'done') as done`);
      const applied = AppliedRow.parse(rows[0]);
      if (applied.done < applied.deliveries)
        throw new Error(
          `${applied.deliveries - applied.done} of ${applied.deliveries} deliveries are not done`,
        );
      return applied;
    } finally {
      await client.end();
    }
  }, patienceMs);
}
