import { Injectable } from '@nestjs/common';
import { metricDefinition } from '@tenken/shared/metric-definitions';
import type { ShareOfMetric } from '@tenken/shared/metric-range.contract';
import type {
  CadenceRulesQuery,
  CadenceRulesResponse,
  CadenceServicesQuery,
  CadenceServicesResponse,
  ReviewCadenceQuery,
  ReviewCadenceResponse,
} from '@tenken/shared/review-cadence.contract';
import { VerdictSchema } from '@tenken/shared/verdicts.contract';
import { wilsonInterval } from '@tenken/statistics/wilson-interval';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { rowCount, rowId, rowInstant, select, selectOne } from '../../database/select.js';

const Offset = z.number().int().min(0);
const CountsRow = z.object({
  services: rowCount,
  reviewedIn30Days: rowCount,
  reviewedIn90Days: rowCount,
  rules: rowCount,
  rulesNeverReviewed: rowCount,
  reviewedUnchanged: rowCount,
  decisionsOverdue: rowCount,
});
const ServiceRow = z.object({
  id: rowId,
  name: z.string(),
  teamName: z.string().nullable(),
  rules: rowCount,
  lastReviewedAt: rowInstant.nullable(),
  lastReviewId: rowId.nullable(),
  total: rowCount,
});
const RuleRow = z.object({
  id: rowId,
  name: z.string(),
  serviceName: z.string().nullable(),
  verdict: VerdictSchema.nullable(),
  judgedAt: rowInstant.nullable(),
  reviewSessionId: rowId.nullable(),
  total: rowCount,
});

/**
 * Common table expressions of all questions here, so that a count has the rows that it counted. Parameters: $1 now,
 * $2 services, $3 teams (ids, keys or names; null: all).
 *
 * - `rule`: rules of today in the scope, with their newest verdict (on the rule itself), whether anybody ever looked at
 *   them, and whether that verdict led to nothing; what was said of a rule under an earlier name was said of it
 * - `service`: services that have such a rule, with their last closed alert review
 */
const SCOPE = `with scoped as (
    select r.id, r.name, r.definition_changed_at, s.id as service_id, s.name as service_name, t.name as team_name
    from alert_rules r
    left join services s on s.id = r.service_id
    left join services parent on parent.id = s.parent_id
    left join teams t on t.id = coalesce(s.team_id, parent.team_id)
    where r.archived_at is null and r.renamed_to_id is null and s.archived_at is null
      and ($2::text[] is null or s.id::text = any ($2) or s.key = any ($2) or s.name = any ($2))
      and ($3::text[] is null or t.id::text = any ($3) or t.key = any ($3) or t.name = any ($3))
  ), judged as (
    select distinct on (own.current_id) own.current_id as alert_rule_id, v.verdict, v.decided_at, v.review_session_id
    from verdicts v
    join alert_rules own on own.id = v.alert_rule_id
    where v.is_current and v.verdict is not null and v.fingerprint is null
    order by own.current_id, v.decided_at desc, v.id desc
  ), touched as (
    select own.current_id as id
    from alert_rules own
    where own.id in (
      select alert_rule_id from verdicts where is_current and verdict is not null
      union
      select subject_id from agenda_items where kind = 'alert_rule' and reviewed_at is not null
    )
  ), rule as (
    select r.*, j.verdict, j.decided_at, j.review_session_id,
      r.id not in (select id from touched) as is_never_reviewed,
      j.verdict in ('no_action', 'false_positive', 'duplicate')
        and coalesce(r.definition_changed_at <= j.decided_at, true)
        and not exists (
          select from decisions d
          join alert_rules own on own.id = d.alert_rule_id
          where own.current_id = r.id and d.status <> 'cancelled'
            and (d.created_at >= j.decided_at or d.status = 'open' or d.review_session_id = j.review_session_id)
        ) is true as is_unchanged
    from scoped r
    left join judged j on j.alert_rule_id = r.id
  ), service as (
    select s.service_id as id, s.service_name as name, s.team_name, count(*) as rules, last.id as review_id,
      last.closed_at
    from scoped s
    left join lateral (
      select v.id, v.closed_at
      from review_session_services x
      join review_sessions v on v.id = x.review_session_id
      where x.service_id = s.service_id and v.kind = 'alert_review' and v.status = 'closed'
      order by v.closed_at desc
      limit 1
    ) last on true
    where s.service_id is not null
    group by 1, 2, 3, last.id, last.closed_at
  )`;

/** How often what fires is looked at (METRICS.md sections 6 and 8), as of now. */
@Injectable()
export class ReviewCadenceReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async cadence(query: ReviewCadenceQuery): Promise<ReviewCadenceResponse> {
    const now = this.clock.now();
    const row = (await selectOne(
      this.dataSource.manager,
      CountsRow,
      `${SCOPE}
       select (select count(*) from service) as services,
         (select count(*) from service where closed_at >= $1::timestamptz - interval '30 days')
           as "reviewedIn30Days",
         (select count(*) from service where closed_at >= $1::timestamptz - interval '90 days')
           as "reviewedIn90Days",
         (select count(*) from rule) as rules,
         (select count(*) from rule where is_never_reviewed) as "rulesNeverReviewed",
         (select count(*) from rule where is_unchanged) as "reviewedUnchanged",
         (select count(*)
          from decisions d
          left join alert_rules r on r.id = d.alert_rule_id
          left join services s on s.id = r.service_id
          left join services parent on parent.id = s.parent_id
          left join teams t on t.id = coalesce(s.team_id, parent.team_id)
          where d.status = 'open' and d.due_on < ($1::timestamptz at time zone coalesce(t.time_zone, 'UTC'))::date
            and ($2::text[] is null or s.id::text = any ($2) or s.key = any ($2) or s.name = any ($2))
            and ($3::text[] is null or t.id::text = any ($3) or t.key = any ($3) or t.name = any ($3))
         ) as "decisionsOverdue"`,
      [now, query.service ?? null, query.team ?? null],
    )) as z.output<typeof CountsRow>;
    return {
      definition: metricDefinition('review_cadence', query.language),
      asOf: now.toISOString(),
      ...row,
      shareIn30Days: share(row.reviewedIn30Days, row.services),
      shareIn90Days: share(row.reviewedIn90Days, row.services),
    };
  }

  /** The longest without a review first, those without any before them. */
  async services(query: CadenceServicesQuery): Promise<CadenceServicesResponse> {
    const offset = decodeCursor(Offset, query.cursor) ?? 0;
    const rows = await select(
      this.dataSource.manager,
      ServiceRow,
      `${SCOPE}
       select id, name, team_name as "teamName", rules, closed_at as "lastReviewedAt", review_id as "lastReviewId",
         count(*) over () as total
       from service
       where case $4
         when 'within_30' then closed_at >= $1::timestamptz - interval '30 days'
         when 'within_90' then closed_at >= $1::timestamptz - interval '90 days'
         when 'not_within_30' then coalesce(closed_at < $1::timestamptz - interval '30 days', true)
         when 'not_within_90' then coalesce(closed_at < $1::timestamptz - interval '90 days', true)
         else true end
       order by closed_at nulls first, name, id
       limit $5 offset $6`,
      [this.clock.now(), query.service ?? null, query.team ?? null, query.reviewed, query.limit, offset],
    );
    return pageOf(rows, offset);
  }

  /** By name. */
  async rules(query: CadenceRulesQuery): Promise<CadenceRulesResponse> {
    const offset = decodeCursor(Offset, query.cursor) ?? 0;
    const rows = await select(
      this.dataSource.manager,
      RuleRow,
      `${SCOPE}
       select id, name, service_name as "serviceName", verdict, decided_at as "judgedAt",
         review_session_id as "reviewSessionId", count(*) over () as total
       from rule
       where $1::timestamptz is not null
         and case $4 when 'unchanged' then is_unchanged else is_never_reviewed end
       order by name, id
       limit $5 offset $6`,
      [this.clock.now(), query.service ?? null, query.team ?? null, query.state, query.limit, offset],
    );
    return pageOf(rows, offset);
  }
}

function share(part: number, n: number): ShareOfMetric | null {
  const interval = wilsonInterval(part, n);
  return interval && { value: interval.proportion, lower: interval.lower, upper: interval.upper, n };
}

function pageOf<Row extends { total: number }>(rows: readonly Row[], offset: number) {
  const total = rows[0]?.total ?? 0;
  const end = offset + rows.length;
  return {
    items: rows.map(({ total: _, ...row }) => row),
    nextCursor: end < total ? encodeCursor(end) : null,
    total,
  };
}
