import type { DurationsQuery } from '@tenken/shared/durations.contract';
import { BUCKETS_CTE } from '../../database/calendar-buckets.js';

/**
 * The part that both questions share: which incidents belong to the range, how long each took, or why it does not count
 * (METRICS.md sections 1 and 2). Parameters $1 to $16 are those of `intervalParameters`.
 *
 * An interval is open only when the incident is: it began, has no end, and is neither resolved nor closed. Time to
 * detect is never open, since somebody noticed what is on record.
 */
export const INTERVALS_SQL = `
  with recursive scope_services (id) as (
    select id from services where id::text = any ($10::text[]) or key = any ($10) or name = any ($10)
    union
    select s.id from services s join scope_services p on s.parent_id = p.id
  ),
  ${BUCKETS_CTE},
  cohort as (
    select i.*, coalesce(i.started_at, i.detected_at, i.declared_at) as cohort_at,
      case when i.started_at is not null then 'startedAt' when i.detected_at is not null then 'detectedAt'
        else 'declaredAt' end as cohort_field,
      case when $6::text in ('ttd', 'ttm', 'ttr') then i.started_at else i.detected_at end as from_at,
      case $6 when 'ttd' then i.detected_at when 'tta' then i.acknowledged_at when 'ttm' then i.mitigated_at
        else i.resolved_at end as to_at,
      i.provenance ->> case when $6 in ('ttd', 'ttm', 'ttr') then 'startedAt' else 'detectedAt' end as from_origin,
      i.provenance ->> case $6 when 'ttd' then 'detectedAt' when 'tta' then 'acknowledgedAt' when 'ttm' then 'mitigatedAt'
        else 'resolvedAt' end as to_origin
    from incidents i
    where i.deleted_at is null
      and coalesce(i.started_at, i.detected_at, i.declared_at) >= $1
      and coalesce(i.started_at, i.detected_at, i.declared_at) < $2
      and ($10 is null or exists (
        select from incident_services x join scope_services s on s.id = x.service_id where x.incident_id = i.id))
      and ($11::text[] is null or exists (
        select from teams t
        where (t.id::text = any ($11) or t.key = any ($11) or t.name = any ($11)) and (t.id = i.team_id or exists (
          select from incident_services x join services s on s.id = x.service_id
          where x.incident_id = i.id and s.team_id = t.id))))
      and ($12::text[] is null or coalesce(i.severity, 'none') = any ($12))
      and ($13::text[] is null or coalesce(i.cause_category, 'none') = any ($13))
      and ($14::text[] is null or i.detection_source = any ($14))
      and ($15::text[] is null or coalesce(i.trigger_category, 'none') = any ($15))
      and ($16::text[] is null or i.source = any ($16))
  ),
  judged as (
    select c.*,
      case
        when c.duplicate_of_id is not null and not 'duplicate' = any ($9::text[]) then 'duplicate'
        when c.kind <> 'incident' and not c.kind = any ($9) then c.kind
        when c.from_at is null then 'missing_from'
        when c.to_at is null and ($6 = 'ttd' or c.resolved_at is not null or c.closed_at is not null) then 'missing_to'
        when least(c.from_at, c.to_at) < '1990-01-01Z'
          or greatest(c.from_at, c.to_at) >= date_trunc('year', $7::timestamptz, 'UTC') + interval '2 years'
          then 'absurd_year'
        when greatest(c.from_at, c.to_at) > $7 + interval '5 minutes' then 'in_future'
        when c.to_at < c.from_at then 'order_broken'
        when extract(epoch from c.to_at - c.from_at) > 90 * 86400 and not 'too_long' = any ($9) then 'too_long'
        when c.to_at = c.from_at and 'defaulted' in (c.from_origin, c.to_origin) and not 'defaulted' = any ($9)
          then 'defaulted'
      end as reason,
      extract(epoch from case when c.to_at is null and c.resolved_at is null and c.closed_at is null and $6 <> 'ttd'
        then greatest($7, c.from_at) else c.to_at end - c.from_at)::float8 as seconds,
      coalesce(case $8::text
        when 'severity' then jsonb_build_array(jsonb_build_object('key', coalesce(c.severity, 'none')))
        when 'cause' then jsonb_build_array(jsonb_build_object('key', coalesce(c.cause_category, 'none')))
        when 'trigger' then jsonb_build_array(jsonb_build_object('key', coalesce(c.trigger_category, 'none')))
        when 'detectionSource' then jsonb_build_array(jsonb_build_object('key', c.detection_source))
        when 'source' then jsonb_build_array(jsonb_build_object('key', c.source))
        when 'service' then (
          select jsonb_agg(jsonb_build_object('key', s.id::text, 'label', s.name))
          from incident_services x join services s on s.id = x.service_id
          where x.incident_id = c.id and ($10 is null or s.id in (select id from scope_services)))
        when 'team' then (
          select jsonb_agg(jsonb_build_object('key', t.id::text, 'label', t.name))
          from teams t
          where t.id = c.team_id or exists (
            select from incident_services x join services s on s.id = x.service_id
            where x.incident_id = c.id and s.team_id = t.id))
        else '[{"key": "all"}]'
      end, '[{"key": "none"}]'::jsonb) as groups
    from cohort c
  ),
  intervals as (
    select j.*, case when j.reason in ('missing_from', 'missing_to') then 'missing' when j.reason is not null then 'excluded'
      when j.to_at is null then 'open' else 'used' end as state
    from judged j
  )`;

export interface IntervalsInput {
  from: Date;
  to: Date;
  timeZone: string;
  now: Date;
}

type Filters = Pick<
  DurationsQuery,
  | 'metric'
  | 'groupBy'
  | 'include'
  | 'service'
  | 'team'
  | 'severity'
  | 'cause'
  | 'detectionSource'
  | 'trigger'
  | 'source'
> &
  Partial<Pick<DurationsQuery, 'bucket' | 'fiscalYearStartsIn'>>;

/** $1 … $16 of `INTERVALS_SQL`. */
export function intervalParameters(query: Filters, input: IntervalsInput): unknown[] {
  return [
    input.from,
    input.to,
    input.timeZone,
    query.bucket ?? null,
    query.fiscalYearStartsIn ?? 4,
    query.metric,
    input.now,
    query.groupBy ?? null,
    query.include ?? [],
    filter(query.service),
    filter(query.team),
    filter(query.severity),
    filter(query.cause),
    filter(query.detectionSource),
    filter(query.trigger),
    filter(query.source),
  ];
}

/** An empty list is no filter. */
function filter(values: readonly string[] | undefined): readonly string[] | null {
  return values === undefined || values.length === 0 ? null : values;
}
