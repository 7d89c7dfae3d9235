import { Injectable } from '@nestjs/common';
import { VerdictSchema } from '@tenken/shared/verdicts.contract';
import { z } from 'zod';
import { type Queryable, rowId, select, selectOne } from '../../database/select.js';

const HistoryRow = z.object({
  series: z.array(z.tuple([z.string(), z.string(), z.number()])),
  // null: there is no episode
  serviceIds: z.array(z.string()).nullable(),
  episodes: z.instanceof(Buffer).nullable(),
});
/**
 * Series (id of the rule that they were recorded under, fingerprint, number of episodes), and their episodes. The
 * services are those that episodes name themselves; of a fingerprint that names more than two, two.
 */
export type ReplayHistory = z.output<typeof HistoryRow>;

const WindowRow = z.object({ alertRuleId: rowId, from: z.date(), to: z.date(), verdict: VerdictSchema });
/** A verdict on a rule for a window. */
export type RuleVerdictWindow = z.output<typeof WindowRow>;

const OwnRow = z.object({
  alertRuleId: rowId,
  fingerprint: z.string(),
  startsAt: z.date(),
  verdict: VerdictSchema,
});
/** A verdict on one episode. */
export type OwnVerdict = z.output<typeof OwnRow>;

/**
 * The recorded episodes of rules. A hundred thousand rows as objects would take longer to read than to replay, so the
 * database packs them: for each episode 18 bytes in network order (start and end as `timestamptz_send` gives them,
 * microseconds since 2000, an open end as infinity, then 16 bits: 1 notified, 2 end not told). The episodes of a series
 * stand together, in no order: to sort them here would take longer than all the rest.
 */
@Injectable()
export class ReplayHistoryReadModel {
  async history(db: Queryable, memberIds: readonly string[], from: Date, to: Date): Promise<ReplayHistory> {
    const row = await selectOne(
      db,
      HistoryRow,
      `with series as (
         select e.alert_rule_id, e.fingerprint, count(*) as episodes, min(e.service_id) as first_service,
           max(e.service_id) as last_service,
           string_agg(timestamptz_send(e.starts_at) || timestamptz_send(coalesce(e.ends_at, 'infinity'))
             || int2send((case when e.notified_at is not null then 1 else 0 end
               + case when e.end_reason = 'expired' then 2 else 0 end)::smallint), ''::bytea) as packed
         from episodes e
         where e.alert_rule_id = any ($1::bigint[]) and e.starts_at >= $2 and e.starts_at < $3
         group by e.alert_rule_id, e.fingerprint
       )
       select coalesce(json_agg(json_build_array(alert_rule_id::text, fingerprint, episodes)), '[]') as series,
         array_remove(array_agg(distinct first_service::text) || array_agg(distinct last_service::text), null)
           as "serviceIds",
         string_agg(packed, ''::bytea) as episodes
       from series`,
      [memberIds, from, to],
    );
    return row!;
  }

  /** The start of the first episode of all; null: there is none. */
  async firstRecordAt(db: Queryable): Promise<Date | null> {
    const row = await selectOne(
      db,
      z.object({ at: z.date() }),
      'select starts_at as at from episodes order by starts_at limit 1',
    );
    return row?.at ?? null;
  }

  /** Current verdicts on single episodes of [from, to). */
  ownVerdicts(db: Queryable, memberIds: readonly string[], from: Date, to: Date): Promise<OwnVerdict[]> {
    return select(
      db,
      OwnRow,
      `select alert_rule_id as "alertRuleId", fingerprint, starts_at as "startsAt", verdict
       from verdicts
       where alert_rule_id = any ($1::bigint[]) and is_current and fingerprint is not null and verdict is not null
         and starts_at >= $2 and starts_at < $3`,
      [memberIds, from, to],
    );
  }

  /** Current verdicts on rules whose windows touch [from, to), the newest decision first. */
  ruleVerdicts(
    db: Queryable,
    memberIds: readonly string[],
    from: Date,
    to: Date,
  ): Promise<RuleVerdictWindow[]> {
    return select(
      db,
      WindowRow,
      `select alert_rule_id as "alertRuleId", window_from as "from", window_to as "to", verdict
       from verdicts
       where alert_rule_id = any ($1::bigint[]) and is_current and fingerprint is null and verdict is not null
         and window_from < $3 and window_to > $2
       order by decided_at desc, id desc`,
      [memberIds, from, to],
    );
  }
}
