import { Injectable } from '@nestjs/common';
import { type AlertRuleResponse, HygieneFacetSchema } from '@tenken/shared/alert-rules.contract';
import { z } from 'zod';
import { type Queryable, rowId, select } from '../../database/select.js';
import { SOURCES_WITHOUT_PAGES } from './blind-spots.js';

const DAY_MS = 86_400_000;
/** A rule that was silenced for more than 60 of these days is muted long: renewed silences count as one. */
const MUTED_OF_DAYS = 90;
const MUTED_SECONDS = 60 * 86_400;
/** A rule that fired in these days and notified nobody has no recipient. */
const RECIPIENT_DAYS = 90;

const DefectRow = z.object({ id: rowId, facet: HygieneFacetSchema });
const DuplicateRow = z.object({
  id: rowId,
  name: z.string(),
  sourceName: z.string(),
  groupName: z.string().nullable(),
  because: z.enum(['expression', 'name']),
});

/** The newest definition of each rule in use, as duplicates are looked for: white space in expressions does not count. */
const DEFINITIONS = `select r.id, r.source_id, r.group_name, r.name, lower(r.name) as folded, r.service_id,
    nullif(regexp_replace(newest.expression, '\\s+', '', 'g'), '') as expression, newest.labels
  from alert_rules r
  left join lateral (
    select v.expression, v.labels from alert_rule_versions v
    where v.alert_rule_id = r.id order by v.version desc limit 1
  ) newest on true
  where r.archived_at is null and r.renamed_to_id is null`;

/** The first Monday of the days in which a recipient is looked for: whole weeks from there, days before. */
const FIRST_MONDAY = `date_trunc('week', ($4::date + 6)::timestamp)::date`;

/** Null when rule `r` fired (or paged) never since $4, under none of its names. */
const anySince = (count: 'fired' | 'pages') => `coalesce((
           select true from alert_rules m
           -- the newest week tells in most cases
           cross join lateral (
             select from episode_weekly_rollups w
             where w.alert_rule_id = m.id and w.week >= ${FIRST_MONDAY} and w.${count} > 0
             order by w.week desc limit 1
           ) week
           where m.current_id = r.id limit 1
         ), (
           select true from alert_rules m
           join episode_daily_rollups u on u.alert_rule_id = m.id and u.day >= $4::date and u.day < ${FIRST_MONDAY}
             and u.${count} > 0
           where m.current_id = r.id limit 1
         ))`;

/** The defects of rules that are not in their own row: silences, duplicates, recipients, verdicts. */
@Injectable()
export class AlertRuleHygieneReadModel {
  /**
   * - `muted_long`: silences by its name alone held for more than 60 of the last 90 days, overlaps counted once
   * - `duplicate`: another rule in use has the same expression, or the same name with the same labels (of rules whose
   *   definition is not known: with the same service)
   * - `no_recipient`: it fired in the last 90 days and nobody was notified, though its source told of others who were
   * - `never_reviewed`: no verdict that holds, on it or on one of its alerts, and no decision
   */
  async defects(db: Queryable, ruleIds: readonly string[], now: Date): Promise<Map<string, Set<string>>> {
    // (select true … limit 1) is looked up rule by rule; "exists" would be joined with every day of every rule
    const rows = await select(
      db,
      DefectRow,
      `with silenced as (
         select r.id, range_agg(tstzrange(greatest(hide.starts_at, $2), least(coalesce(hide.ends_at, $3), $3))) as spans
         from silences hide
         cross join lateral unnest(case when (hide.matchers -> 0 ->> 'isRegex')::boolean
           then string_to_array(hide.matchers -> 0 ->> 'value', '|')
           else array[hide.matchers -> 0 ->> 'value'] end) as named (name)
         join alert_rules r on r.source_id = hide.source_id and r.name = named.name
         where hide.starts_at < $3 and (hide.ends_at is null or hide.ends_at > $2)
           and jsonb_array_length(hide.matchers) = 1 and hide.matchers -> 0 ->> 'name' = 'alertname'
           and (hide.matchers -> 0 ->> 'isEqual')::boolean is not false
         group by r.id
       ), definition as (${DEFINITIONS}), alike as (
         select id,
           expression is not null and count(*) over (partition by expression) > 1
             or (labels is not null or service_id is not null)
               and count(*) over (partition by folded, labels, case when labels is null then service_id end) > 1
             as is_duplicate
         from definition
       ), telling as materialized (
         select s.id from sources s
         where s.kind <> all ($5::text[]) and (
           select true from alert_rules o
           cross join lateral (
             select true from episode_daily_rollups u
             where u.alert_rule_id = o.id and u.day >= $4::date and u.pages > 0 limit 1
           ) paged
           where o.source_id = s.id limit 1)
       )
       select id, 'muted_long' as facet from silenced
       where (select sum(extract(epoch from upper(span) - lower(span))) from unnest(spans) span) > $6
       union all
       select id, 'duplicate' from alike where is_duplicate
       union all
       select r.id, 'no_recipient' from alert_rules r
       join telling on telling.id = r.source_id
       where r.id = any ($1::bigint[])
         and ${anySince('pages')} is null
         and ${anySince('fired')}
       union all
       select r.id, 'never_reviewed' from alert_rules r
       where r.id = any ($1::bigint[])
         and not exists (
           select from alert_rules m
           join verdicts v on v.alert_rule_id = m.id and v.is_current and v.verdict is not null
           where m.current_id = r.id)
         and not exists (
           select from alert_rules m
           join decisions d on d.alert_rule_id = m.id and d.status <> 'cancelled'
           where m.current_id = r.id)`,
      [
        ruleIds,
        new Date(now.getTime() - MUTED_OF_DAYS * DAY_MS),
        now,
        new Date(now.getTime() - RECIPIENT_DAYS * DAY_MS).toISOString().slice(0, 10),
        SOURCES_WITHOUT_PAGES,
        MUTED_SECONDS,
      ],
    );
    const defects = new Map<string, Set<string>>();
    for (const { id, facet } of rows) defects.set(id, (defects.get(id) ?? new Set()).add(facet));
    return defects;
  }

  /** Rules that a rule is a duplicate of, by the meaning of `duplicate` above; at most 10. */
  duplicatesOf(db: Queryable, id: string): Promise<AlertRuleResponse['duplicates']> {
    return select(
      db,
      DuplicateRow,
      `with definition as (${DEFINITIONS})
       select o.id, o.name, source.name as "sourceName", o.group_name as "groupName",
         case when o.expression = r.expression then 'expression' else 'name' end as because
       from definition r
       join definition o on o.id <> r.id and (o.expression = r.expression or (o.folded = r.folded
         and o.labels is not distinct from r.labels
         and (r.labels is not null or o.service_id = r.service_id)))
       join sources source on source.id = o.source_id
       where r.id = $1
       order by because, o.id limit 10`,
      [id],
    );
  }
}
