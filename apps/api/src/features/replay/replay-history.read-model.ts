import { Injectable } from '@nestjs/common';
import { VERDICTS, VerdictSchema } from '@tenken/shared/verdicts.contract';
import { z } from 'zod';
import { type Queryable, rowId, select, selectOne } from '../../database/select.js';

const HistoryRow = z.object({
  series: z.array(z.tuple([z.string(), z.string(), z.number()])),
  serviceIds: z.array(z.string()),
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

/**
 * The recorded episodes of rules. A hundred thousand rows as objects would take longer to read than to replay, so the
 * database packs them: for each episode 18 bytes in network order (start and end as `timestamptz_send` gives them,
 * microseconds since 2000, an open end as infinity, then 16 bits: verdict code, +8 notified, +16 end not told),
 * series by series in the order of starts.
 */
@Injectable()
export class ReplayHistoryReadModel {
  async history(db: Queryable, memberIds: readonly string[], from: Date, to: Date): Promise<ReplayHistory> {
    const row = await selectOne(
      db,
      HistoryRow,
      `with own as materialized (
         select v.alert_rule_id, v.fingerprint, v.starts_at, array_position($4::text[], v.verdict) as code
         from verdicts v
         where v.alert_rule_id = any ($1::bigint[]) and v.is_current and v.fingerprint is not null
           and v.verdict is not null and v.starts_at >= $2 and v.starts_at < $3
       ), picked as (
         -- bytes in any order are as good as words in the order of a language, and sorted in a third of the time
         select e.alert_rule_id, e.fingerprint collate "C" as fingerprint, e.starts_at, e.service_id,
           timestamptz_send(e.starts_at) || timestamptz_send(coalesce(e.ends_at, 'infinity')) || int2send((
             coalesce(own.code, 0) + case when e.notified_at is not null then 8 else 0 end
             + case when e.end_reason = 'expired' then 16 else 0 end)::smallint) as packed
         from episodes e
         left join own on own.alert_rule_id = e.alert_rule_id and own.fingerprint = e.fingerprint
           and own.starts_at = e.starts_at
         where e.alert_rule_id = any ($1::bigint[]) and e.starts_at >= $2 and e.starts_at < $3
       ), series as (
         select alert_rule_id, fingerprint, count(*) as episodes, min(service_id) as first_service,
           max(service_id) as last_service, string_agg(packed, ''::bytea order by starts_at) as packed
         from picked group by alert_rule_id, fingerprint
       )
       select coalesce(json_agg(json_build_array(alert_rule_id::text, fingerprint, episodes)), '[]') as series,
         array_remove(array_agg(distinct first_service::text) || array_agg(distinct last_service::text), null)
           as "serviceIds",
         string_agg(packed, ''::bytea) as episodes
       from series`,
      [memberIds, from, to, VERDICTS],
    );
    return row!;
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
