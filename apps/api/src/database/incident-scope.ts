import type { IncidentRatesQuery } from '@tenken/shared/incident-rates.contract';
import type { IncidentGroupBy } from '@tenken/shared/incident-scope.contract';

/**
 * Which incidents belong to a range and a query, for every figure of incidents: CTE `cohort` (METRICS.md section 2).
 * Parameters $1 to $14 are those of `scopeParameters`; a statement's own begin at $15.
 *
 * An incident stands in the period in which it started (else was detected, else declared). `left_out` names the class
 * that keeps it out of every figure unless asked for: merged into another, or not a real incident.
 */
export const COHORT_SQL = `
  with recursive scope_services (id) as (
    select id from services where id::text = any ($4::text[]) or key = any ($4) or name = any ($4)
    union
    select s.id from services s join scope_services p on s.parent_id = p.id
  ),
  cohort as (
    select i.id, i.kind, i.severity, i.first_severity, i.cause_category, i.trigger_category, i.detection_source, i.source,
      i.tags, i.team_id, i.started_at, i.detected_at, i.acknowledged_at, i.declared_at, i.mitigated_at, i.resolved_at,
      i.closed_at, i.postmortem_required, coalesce(i.started_at, i.detected_at, i.declared_at) as cohort_at,
      case when i.started_at is not null then 'startedAt' when i.detected_at is not null then 'detectedAt'
        else 'declaredAt' end as cohort_field,
      case when i.duplicate_of_id is not null and not 'duplicate' = any ($3::text[]) then 'duplicate'
        when i.kind <> 'incident' and $13::text[] is null and not i.kind = any ($3) then i.kind end as left_out
    from incidents i
    where i.deleted_at is null
      and coalesce(i.started_at, i.detected_at, i.declared_at) >= $1::timestamptz
      and coalesce(i.started_at, i.detected_at, i.declared_at) < $2::timestamptz
      and ($4 is null or exists (
        select from incident_services x where x.incident_id = i.id and x.service_id in (select id from scope_services)))
      and ($5::text[] is null
        or i.team_id in (select id from teams where id::text = any ($5) or key = any ($5) or name = any ($5))
        or exists (
          select from incident_services x join services s on s.id = x.service_id join teams t on t.id = s.team_id
          where x.incident_id = i.id and (t.id::text = any ($5) or t.key = any ($5) or t.name = any ($5))))
      and ($6::text[] is null
        or coalesce(case $7::text when 'first' then i.first_severity else i.severity end, 'none') = any ($6))
      and ($8::text[] is null or coalesce(i.cause_category, 'none') = any ($8))
      and ($9::text[] is null or i.detection_source = any ($9))
      and ($10::text[] is null or coalesce(i.trigger_category, 'none') = any ($10))
      and ($11::text[] is null or i.source = any ($11))
      and ($12::text[] is null or i.tags && $12 or (i.tags = '{}' and 'none' = any ($12)))
      and ($13 is null or i.kind = any ($13))
      and ($14::text is null or i.postmortem_required = ($14 = 'required'))
  )`;

/** How an incident `c` falls into groups. */
interface Grouping {
  /** of the cohort, beside its id */
  columns: string;
  /** more tables, for the incidents of the table expression that `c` is taken from */
  join: (from: string) => string;
  /** 'none' = not said */
  key: string;
  label: string;
  /** an incident may be in several of its groups */
  overlaps: boolean;
}

const bySaid = (column: string): Grouping => ({
  columns: `, c.${column}`,
  join: () => '',
  key: `coalesce(c.${column}, 'none')`,
  label: 'null::text',
  overlaps: false,
});

/** One fixed text per way of grouping. An incident is in a group once, however many of its services belong to it. */
export const GROUPINGS: Record<IncidentGroupBy | 'all', Grouping> = {
  all: { columns: '', join: () => '', key: `'all'`, label: 'null::text', overlaps: false },
  severity: bySaid('severity'),
  firstSeverity: bySaid('first_severity'),
  cause: bySaid('cause_category'),
  trigger: bySaid('trigger_category'),
  detectionSource: bySaid('detection_source'),
  source: bySaid('source'),
  kind: bySaid('kind'),
  postmortem: {
    columns: ', c.postmortem_required',
    join: () => '',
    key: `case when c.postmortem_required then 'required' else 'not_required' end`,
    label: 'null::text',
    overlaps: false,
  },
  tag: {
    columns: ', c.tags',
    join: () => `left join lateral (
        select tag from unnest(c.tags) with ordinality t (tag, place) where array_position(c.tags, tag) = place
      ) tagged on true`,
    key: `coalesce(tagged.tag, 'none')`,
    label: 'null::text',
    overlaps: true,
  },
  service: {
    columns: '',
    join: () => `left join (
        incident_services member join services grouped
          on grouped.id = member.service_id and ($4 is null or grouped.id in (select id from scope_services))
      ) on member.incident_id = c.id`,
    key: `coalesce(grouped.id::text, 'none')`,
    label: 'grouped.name',
    overlaps: true,
  },
  team: {
    columns: ', c.team_id',
    join: (from) => `left join (
        select id as incident_id, team_id from ${from} where team_id is not null
        union
        select x.incident_id, s.team_id
        from ${from} k join incident_services x on x.incident_id = k.id join services s on s.id = x.service_id
        where s.team_id is not null
      ) member on member.incident_id = c.id
      left join teams grouped on grouped.id = member.team_id`,
    key: `coalesce(grouped.id::text, 'none')`,
    label: 'grouped.name',
    overlaps: true,
  },
};

export type ScopeFilters = Pick<
  IncidentRatesQuery,
  | 'service'
  | 'team'
  | 'severity'
  | 'severityOf'
  | 'cause'
  | 'detectionSource'
  | 'trigger'
  | 'source'
  | 'tag'
  | 'kind'
  | 'postmortem'
> & { include?: readonly string[] | undefined };

/** $1 to $14 of `COHORT_SQL`. */
export function scopeParameters(query: ScopeFilters, range: { from: Date; to: Date }): unknown[] {
  return [
    range.from,
    range.to,
    query.include ?? [],
    filter(query.service),
    filter(query.team),
    filter(query.severity),
    query.severityOf,
    filter(query.cause),
    filter(query.detectionSource),
    filter(query.trigger),
    filter(query.source),
    filter(query.tag),
    filter(query.kind),
    query.postmortem ?? null,
  ];
}

/** An empty list is no filter. */
function filter(values: readonly string[] | undefined): readonly string[] | null {
  return values === undefined || values.length === 0 ? null : values;
}

/** Puts groups in the order in which they are shown: by rank or name, never by their figures; `none` last. */
export function orderGroups<G extends { key: string; label: string | null }>(
  groups: readonly G[],
  groupBy: IncidentGroupBy | undefined,
): G[] {
  const unsaid = ({ key }: G) => (key === 'none' ? 1 : 0);
  if (groupBy === 'severity' || groupBy === 'firstSeverity')
    return [...groups].sort((a, b) => unsaid(a) - unsaid(b) || a.key.localeCompare(b.key));
  if (groupBy === 'service' || groupBy === 'team')
    return [...groups].sort(
      (a, b) => unsaid(a) - unsaid(b) || (a.label ?? a.key).localeCompare(b.label ?? b.key),
    );
  return [...groups];
}
