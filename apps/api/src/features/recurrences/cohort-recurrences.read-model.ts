import { Injectable } from '@nestjs/common';
import type { IncidentGroupBy } from '@tenken/shared/incident-scope.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { COHORT_SQL, GROUPINGS, type ScopeFilters, scopeParameters } from '../../database/incident-scope.js';
import { rowCount, rowId, select, selectOne } from '../../database/select.js';
import { CONFIRMED_LATER, HAS_SUGGESTION } from './recurrence-flags.js';

const Counts = { incidents: rowCount, confirmed: rowCount, suggested: rowCount };
const PeriodRow = z.object({ index: z.number(), ...Counts, suggestedIds: z.array(rowId) });
const GroupRow = z.object({
  key: z.string(),
  label: z.string().nullable(),
  groupsTotal: rowCount,
  ...Counts,
});
const Numbers = z.array(z.number());
const FollowedRow = z.object({
  unresolved: rowCount,
  inFuture: rowCount,
  orderBroken: rowCount,
  timeUnknown: rowCount,
  /** days from resolution to the next start, or to now */
  recurredDays: Numbers,
  watchedDays: Numbers,
  recurredIds: z.array(rowId),
});

/** Incidents that came back and how soon, and those that are still being watched. */
export type FollowedIncidents = z.output<typeof FollowedRow>;
export type RecurrenceCounts = { incidents: number; confirmed: number; suggested: number };
interface Range {
  from: Date;
  to: Date;
}

/** `confirmed` counts nothing twice: an incident that recurs two earlier ones is one. */
const FLAGGED = `${COHORT_SQL},
  ${CONFIRMED_LATER},
  flagged as materialized (
    select c.id, c.cohort_at, c.resolved_at, c.severity, c.first_severity, c.cause_category, c.trigger_category,
      c.detection_source, c.source, c.kind, c.tags, c.team_id, c.postmortem_required, k.id is not null as confirmed,
      k.id is null and ${HAS_SUGGESTION} as suggested
    from cohort c left join confirmed_later k on k.id = c.id where c.left_out is null
  )`;
const COUNTS = `count(*) as incidents, count(*) filter (where c.confirmed) as confirmed,
  count(*) filter (where c.suggested) as suggested`;
const MOST_IDS = 500;

/** Recurrences of many incidents at once, for figures. */
@Injectable()
export class CohortRecurrenceReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Incidents per period, as many as `starts`, and at most 500 of those that are only suggested, the first ones. */
  async byPeriod(
    filters: ScopeFilters,
    range: Range,
    starts: readonly string[],
  ): Promise<{ periods: RecurrenceCounts[]; suggestedIds: string[] }> {
    const rows = await select(
      this.dataSource,
      PeriodRow,
      `${FLAGGED}
       select width_bucket(c.cohort_at, $15::timestamptz[]) - 1 as index, ${COUNTS},
         coalesce((array_agg(c.id::text order by c.cohort_at, c.id) filter (where c.suggested))[:${MOST_IDS}], '{}')
           as "suggestedIds"
       from flagged c group by 1 order by 1`,
      [...scopeParameters(filters, range), starts],
    );
    const found = new Map(rows.map(({ index, suggestedIds: _, ...counts }) => [index, counts]));
    return {
      periods: starts.map((_, index) => found.get(index) ?? { incidents: 0, confirmed: 0, suggested: 0 }),
      suggestedIds: rows.flatMap((row) => row.suggestedIds).slice(0, MOST_IDS),
    };
  }

  /** The groups with the most incidents. */
  byGroup(filters: ScopeFilters, range: Range, groupBy: IncidentGroupBy, limit: number) {
    const { join, key, label } = GROUPINGS[groupBy];
    return select(
      this.dataSource,
      GroupRow,
      `${FLAGGED},
       grouped_incidents as (select distinct ${key} as key, ${label} as label, c.id, c.confirmed, c.suggested
         from flagged c ${join('flagged')})
       select c.key, c.label, count(*) over () as "groupsTotal", ${COUNTS} from grouped_incidents c
       group by c.key, c.label order by count(*) desc, c.key limit $15`,
      [...scopeParameters(filters, range), limit],
    );
  }

  /**
   * When the resolved incidents first came back, by confirmed recurrences alone. Those that cannot be placed are counted
   * by reason: resolved in the future, back before they were resolved, back at a time that nobody knows.
   */
  async followed(filters: ScopeFilters, range: Range, now: Date): Promise<FollowedIncidents> {
    const row = await selectOne(
      this.dataSource,
      FollowedRow,
      `${COHORT_SQL},
       coming as (
         select r.earlier_incident_id as id, min(coalesce(b.started_at, b.detected_at, b.declared_at)) as began_at
         from cohort c
         join incident_recurrences r on r.earlier_incident_id = c.id and r.status = 'confirmed'
         join incidents b on b.id = r.incident_id and b.deleted_at is null
         group by 1
       ),
       followed as (
         select c.id, c.cohort_at, k.id is not null and k.began_at is not null as recurred,
           extract(epoch from coalesce(k.began_at, $15::timestamptz) - c.resolved_at)::float8 / 86400 as days,
           case when c.resolved_at is null then 'unresolved' when c.resolved_at > $15 then 'in_future'
             when k.id is not null and k.began_at is null then 'time_unknown'
             when k.began_at < c.resolved_at then 'order_broken' end as out
         from cohort c left join coming k on k.id = c.id
         where c.left_out is null
       )
       select count(*) filter (where f.out = 'unresolved') as unresolved,
         count(*) filter (where f.out = 'in_future') as "inFuture",
         count(*) filter (where f.out = 'order_broken') as "orderBroken",
         count(*) filter (where f.out = 'time_unknown') as "timeUnknown",
         coalesce(json_agg(f.days) filter (where f.out is null and f.recurred), '[]') as "recurredDays",
         coalesce(json_agg(f.days) filter (where f.out is null and not f.recurred), '[]') as "watchedDays",
         array(select id::text from followed where out is null and recurred order by cohort_at, id limit ${MOST_IDS})
           as "recurredIds"
       from followed f`,
      [...scopeParameters(filters, range), now],
    );
    return FollowedRow.parse(row);
  }
}
