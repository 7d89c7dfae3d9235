import { type Queryable, select } from '../../database/select.js';
import { DifferenceRow, type RollupDifference } from './rollup-difference.read-model.js';

const HOUR = `interval '1 hour'`;

/** The kept entries of a column of so many bytes each, in hexadecimal and in order. */
const entries = (column: string, bytes: number) => `(
  select string_agg(entry, ' ' order by entry)
  from (
    select encode(substr(${column}, 1 + ${bytes} * n, ${bytes}), 'hex') as entry
    from generate_series(0, octet_length(${column}) / ${bytes} - 1) n
  ) split
)`;

/** Days that are counted and not on the list, beside a count over their episodes; written apart from what counts them. */
export class CountedDayDifferenceReadModel {
  /** Where the kept days of the rules differ, and days with episodes that are neither kept nor on the list. */
  differences(db: Queryable, ruleIds: readonly string[]): Promise<RollupDifference[]> {
    return select(
      db,
      DifferenceRow,
      `with waiting as materialized (
         select alert_rule_id, day from uncounted_episode_days where alert_rule_id = any ($1::bigint[])
       ), firing as (
         select alert_rule_id, (starts_at at time zone 'UTC')::date as day, severity, fingerprint, notified_at,
           acknowledged_at, ends_at, ends_at - starts_at <= interval '5 minutes' as is_fleeting,
           (extract(epoch from starts_at - date_trunc('day', starts_at, 'UTC')) * 1000)::bigint as ms,
           exists (
             select from episodes a
             where a.alert_rule_id = e.alert_rule_id and a.fingerprint = e.fingerprint
               and a.starts_at >= e.starts_at - ${HOUR} and a.starts_at <= e.starts_at
               and (
                 select count(*) from episodes b
                 where b.alert_rule_id = a.alert_rule_id and b.fingerprint = a.fingerprint
                   and b.starts_at >= a.starts_at and b.starts_at <= a.starts_at + ${HOUR}
               ) >= 3
           ) as is_chattering
         from episodes e
         where alert_rule_id = any ($1::bigint[]) and not exists (
           select from waiting w
           where w.alert_rule_id = e.alert_rule_id and w.day = (e.starts_at at time zone 'UTC')::date)
       ), expected as (
         select alert_rule_id, day, severity,
           string_agg(start, ' ' order by start) as starts, string_agg(page, ' ' order by page) as acknowledged
         from (
           select *, lpad(to_hex(ms * 8 + case when notified_at is null then 0 else 1 end
               + case when ends_at is null then 0 else 2 end + case when is_fleeting then 4 else 0 end), 8, '0') as start,
             case when acknowledged_at >= notified_at then lpad(to_hex(ms), 8, '0')
               || lpad(to_hex((extract(epoch from notified_at) * 1000)::bigint), 16, '0')
               || lpad(to_hex((extract(epoch from acknowledged_at) * 1000)::bigint), 16, '0') end as page
           from firing
         ) coded
         group by 1, 2, 3
       ), chattered as (
         select alert_rule_id, day, severity, jsonb_object_agg(fingerprint, ms) as chattering
         from (
           select alert_rule_id, day, severity, fingerprint, jsonb_agg(ms order by ms) as ms
           from firing where is_chattering group by 1, 2, 3, 4
         ) by_alert
         group by 1, 2, 3
       ), stored as (
         select * from counted_episode_days c
         where alert_rule_id = any ($1::bigint[]) and not exists (
           select from waiting w where w.alert_rule_id = c.alert_rule_id and w.day = c.day)
       ), both_sides as (
         select coalesce(s.alert_rule_id, e.alert_rule_id) as id, coalesce(s.day, e.day) as day,
           coalesce(s.severity, e.severity) as severity,
           ${entries('s.starts', 4)} as stored_starts, e.starts as starts,
           ${entries('s.acknowledged', 20)} as stored_pages, e.acknowledged as pages,
           s.chattering::text as stored_chattering, c.chattering::text as chattering
         from stored s
         full join expected e on e.alert_rule_id = s.alert_rule_id and e.day = s.day
           and coalesce('=' || e.severity, '') = coalesce('=' || s.severity, '')
         left join chattered c on c.alert_rule_id = e.alert_rule_id and c.day = e.day
           and c.severity is not distinct from e.severity
       )
       select id as "alertRuleId", 'day' as table, day::text || coalesce(' ' || severity, '') as key, v.name as column,
         v.stored, v.expected
       from both_sides cross join lateral (values
         ('starts', stored_starts, starts), ('acknowledged', stored_pages, pages),
         ('chattering', stored_chattering, chattering)
       ) as v (name, stored, expected)
       where v.stored is distinct from v.expected
       order by 1, 3, 4`,
      [ruleIds],
    );
  }
}
