import { Injectable } from '@nestjs/common';
import type { AlertRuleFigures } from '@tenken/shared/alert-rules.contract';
import { type VerdictCounts, VerdictSchema } from '@tenken/shared/verdicts.contract';
import { z } from 'zod';
import { type Queryable, rowCount, rowId, rowInstant, select } from '../../database/select.js';
import { NO_VERDICTS } from './judge-verdicts.js';
import { type RuleVerdict, verdictSegments } from './verdict-segments.js';

const RuleVerdictRow = z.object({
  alertRuleId: rowId,
  from: z.date(),
  to: z.date(),
  verdict: VerdictSchema,
});
const CountRow = z.object({ alertRuleId: rowId, verdict: VerdictSchema, episodes: rowCount });
const LastRow = z.object({
  alertRuleId: rowId,
  verdict: VerdictSchema,
  decidedAt: rowInstant,
  reviewSessionId: rowId.nullable(),
});

/**
 * Which verdict counts for an episode: its own current one, else the newest current verdict on its rule whose window
 * holds the start. A cleared verdict is none.
 */
@Injectable()
export class AlertRuleVerdictsReadModel {
  /** What verdicts on rules say, in pieces of [from, to) that do not overlap: the newest counts. */
  async segments(db: Queryable, ruleIds: readonly string[], from: Date, to: Date): Promise<RuleVerdict[]> {
    const ruleVerdicts = await select(
      db,
      RuleVerdictRow,
      `select alert_rule_id as "alertRuleId", window_from as "from", window_to as "to", verdict
       from verdicts
       where alert_rule_id = any ($1::bigint[]) and is_current and fingerprint is null and verdict is not null
         and window_from < $3 and window_to > $2
       order by decided_at desc, id desc`,
      [ruleIds, from, to],
    );
    return verdictSegments(ruleVerdicts, from, to);
  }

  /**
   * Episodes of [from, to) per rule and verdict. What a rule's verdict covers is counted from the rollups, so that a
   * verdict on a rule with a million episodes costs no more than one on a quiet rule.
   */
  async counts(
    db: Queryable,
    ruleIds: readonly string[],
    from: Date,
    to: Date,
  ): Promise<Map<string, VerdictCounts>> {
    const segments = await this.segments(db, ruleIds, from, to);
    const rows = await select(
      db,
      CountRow,
      `with own as (
         select v.alert_rule_id, v.starts_at, v.verdict
         from verdicts v
         join episodes e on e.alert_rule_id = v.alert_rule_id and e.fingerprint = v.fingerprint
           and e.starts_at = v.starts_at
         where v.alert_rule_id = any ($1::bigint[]) and v.is_current and v.fingerprint is not null
           and v.verdict is not null and v.starts_at >= $2 and v.starts_at < $3
       ), segment as (
         select s.*, s.segment_from <= inner_from and inner_from < inner_to as has_days, inner_from, inner_to
         from unnest($4::bigint[], $5::timestamptz[], $6::timestamptz[], $7::text[])
           with ordinality as s (alert_rule_id, segment_from, segment_to, verdict, n)
         cross join lateral (
           select date_trunc('day', s.segment_from + interval '1 day' - interval '1 microsecond', 'UTC') as inner_from,
             date_trunc('day', s.segment_to, 'UTC') as inner_to
         ) whole
       ), owned as (
         -- in one pass: looked up for each segment all of them would be read as often as there are segments
         select s.n, count(*) as episodes
         from segment s
         join own o on o.alert_rule_id = s.alert_rule_id and o.starts_at >= s.segment_from
           and o.starts_at < s.segment_to
         group by s.n
       ), covered as (
         select s.alert_rule_id, s.verdict,
           coalesce(days.fired, 0) + edges.fired - coalesce(owned.episodes, 0) as episodes
         from segment s
         left join owned using (n)
         cross join lateral (
           select sum(r.fired) as fired from episode_daily_rollups r
           where s.has_days and r.alert_rule_id = s.alert_rule_id
             and r.day >= (s.inner_from at time zone 'UTC')::date and r.day < (s.inner_to at time zone 'UTC')::date
         ) days
         cross join lateral (
           select count(*) as fired from episodes e
           where e.alert_rule_id = s.alert_rule_id and (
             (e.starts_at >= s.segment_from
               and e.starts_at < case when s.has_days then s.inner_from else s.segment_to end)
             or (e.starts_at >= case when s.has_days then s.inner_to else s.segment_to end
               and e.starts_at < s.segment_to))
         ) edges
       )
       select alert_rule_id as "alertRuleId", verdict, sum(episodes) as episodes
       from (
         select alert_rule_id, verdict, episodes from covered
         union all
         select alert_rule_id, verdict, 1 from own
       ) part
       group by alert_rule_id, verdict`,
      [
        ruleIds,
        from,
        to,
        segments.map((segment) => segment.alertRuleId),
        segments.map((segment) => segment.from),
        segments.map((segment) => segment.to),
        segments.map((segment) => segment.verdict),
      ],
    );
    const counts = new Map<string, VerdictCounts>();
    for (const { alertRuleId, verdict, episodes } of rows) {
      const entry = counts.get(alertRuleId) ?? { ...NO_VERDICTS };
      entry[verdict] = episodes;
      counts.set(alertRuleId, entry);
    }
    return counts;
  }

  /**
   * The newest current verdict on each rule; where there is none, the newest on one of its episodes. `former` has the
   * rules that are now one of these under another name.
   */
  async last(
    db: Queryable,
    ruleIds: readonly string[],
    former: ReadonlyMap<string, string> = new Map(),
  ): Promise<Map<string, NonNullable<AlertRuleFigures['lastVerdict']>>> {
    const rows = await select(
      db,
      LastRow,
      `select distinct on (rule.id) rule.id as "alertRuleId", v.verdict, v.decided_at as "decidedAt",
         v.review_session_id as "reviewSessionId"
       from verdicts v
       cross join lateral (
         select coalesce(($2::jsonb ->> v.alert_rule_id::text)::bigint, v.alert_rule_id) as id
       ) rule
       where v.alert_rule_id = any ($1::bigint[]) and v.is_current and v.verdict is not null
       order by rule.id, (v.fingerprint is null) desc, v.decided_at desc, v.id desc`,
      [[...ruleIds, ...former.keys()], Object.fromEntries(former)],
    );
    return new Map(rows.map(({ alertRuleId, ...last }) => [alertRuleId, last]));
  }
}
