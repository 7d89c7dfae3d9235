import type { IncidentFilters } from '@tenken/shared/incidents.contract';
import { startOfLocalDay } from '../../clock/local-day.js';

/** Where an incident stands in time: METRICS.md section 2, "Cohort". */
export const COHORT_AT = 'coalesce(i.started_at, i.detected_at, i.declared_at)';

/** Services of the filter with all their components, and teams. Both are part of every statement below. */
export const SCOPE_CTE = `scope_services as (
    select id from services where id::text = any ($3::text[]) or key = any ($3) or name = any ($3)
    union
    select s.id from services s join scope_services p on s.parent_id = p.id where $23::text = 'include'
  ), scope_teams as (
    select id from teams where id::text = any ($4::text[]) or key = any ($4) or name = any ($4)
  )`;

function linked(status: 'confirmed' | 'suggested'): string {
  return `exists (select from incident_recurrences r join incidents e on e.id = r.earlier_incident_id and e.deleted_at is null
    where r.incident_id = i.id and r.status = '${status}')`;
}

/**
 * One condition per filter, each true when its filter is not set; parameters as \`filterParameters\` gives them.
 * A list filters by all of them; facets look at which of them a row fails.
 */
export const CONDITIONS = {
  range: `(($1::timestamptz is null or ${COHORT_AT} >= $1) and ($2::timestamptz is null or ${COHORT_AT} < $2))`,
  service: `($3::text[] is null or exists (select from incident_services x
    where x.incident_id = i.id and x.service_id in (select id from scope_services))
    or ('none' = any ($3) and not exists (select from incident_services x where x.incident_id = i.id)))`,
  team: `($4::text[] is null or i.team_id in (select id from scope_teams)
    or exists (select from incident_services x join services s on s.id = x.service_id
      where x.incident_id = i.id and s.team_id in (select id from scope_teams))
    or ('none' = any ($4) and i.team_id is null and not exists (
      select from incident_services x join services s on s.id = x.service_id
      where x.incident_id = i.id and s.team_id is not null)))`,
  severity: `($5::text[] is null
    or coalesce(case $21::text when 'first' then i.first_severity else i.severity end, 'none') = any ($5))`,
  detectionSource: `($6::text[] is null or i.detection_source = any ($6))`,
  causeCategory: `($7::text[] is null or coalesce(i.cause_category, 'none') = any ($7))`,
  triggerCategory: `($8::text[] is null or coalesce(i.trigger_category, 'none') = any ($8))`,
  kind: `($9::text[] is null or i.kind = any ($9))`,
  status: `($10::text is null or ($10 = 'open') = (i.resolved_at is null and i.closed_at is null))`,
  q: `($11::text is null or normalize(lower(i.title), nfkc) like $11
    or normalize(lower(coalesce(i.summary, '')), nfkc) like $11 or lower(i.external_id) like $11)`,
  problem: `($12::text is null or ($12 = 'any' and i.problems <> '[]')
    or ($12 = 'order' and i.problems @> '[{"code": "order_broken"}]')
    or ($12 = 'implausible' and (i.problems @> '[{"code": "in_future"}]' or i.problems @> '[{"code": "too_long"}]'
      or i.problems @> '[{"code": "absurd_year"}]')))`,
  missing: `($13::text[] is null
    or ('startedAt' = any ($13) and i.started_at is null) or ('detectedAt' = any ($13) and i.detected_at is null)
    or ('acknowledgedAt' = any ($13) and i.acknowledged_at is null)
    or ('declaredAt' = any ($13) and i.declared_at is null)
    or ('mitigatedAt' = any ($13) and i.mitigated_at is null)
    or ('resolvedAt' = any ($13) and i.resolved_at is null) or ('closedAt' = any ($13) and i.closed_at is null)
    or ('cohort' = any ($13) and ${COHORT_AT} is null)
    or ('any' = any ($13) and (i.started_at is null or i.detected_at is null or i.acknowledged_at is null
      or i.resolved_at is null)))`,
  provenance: `($14::text is null or exists (select from jsonb_each_text(i.provenance) p where p.value = $14))`,
  // as the figures count them: links to deleted incidents are none, and a confirmed one settles the suggestions
  recurrence: `($15::text is null or case $15 when 'confirmed' then ${linked('confirmed')}
    when 'suggested' then ${linked('suggested')} and not ${linked('confirmed')} else not ${linked('confirmed')} end)`,
  postmortem: `($16::text[] is null
    or coalesce((select p.status from postmortems p where p.incident_id = i.id), 'none') = any ($16))`,
  duplicates: `($17::text = 'include' or ($17 = 'only') = (i.duplicate_of_id is not null))`,
  tag: `($18::text[] is null or i.tags && $18 or (i.tags = '{}' and 'none' = any ($18)))`,
  source: `($19::text[] is null or i.source = any ($19))`,
  ids: `($20::bigint[] is null or i.id = any ($20))`,
  postmortemRequired: `($22::text is null or i.postmortem_required = ($22 = 'required'))`,
} as const;
export type FilterName = keyof typeof CONDITIONS;

export const MATCHES_ALL = `i.deleted_at is null and ${Object.values(CONDITIONS).join('\n  and ')}`;

/** The filters, in the order of the parameters of `CONDITIONS` ($1 to $23). */
export function filterParameters(filters: IncidentFilters): unknown[] {
  const instant = (value: string | undefined) => {
    if (value === undefined) return null;
    return value.includes('T') ? new Date(value) : startOfLocalDay(value, filters.timeZone);
  };
  const list = (values: readonly string[] | undefined) => (values?.length ? values : null);
  return [
    instant(filters.from),
    instant(filters.to),
    list(filters.service),
    list(filters.team),
    list(filters.severity),
    list(filters.detectionSource),
    list(filters.causeCategory),
    list(filters.triggerCategory),
    list(filters.kind),
    filters.status ?? null,
    filters.q ? `%${foldForLike(filters.q)}%` : null,
    filters.problem ?? null,
    list(filters.missing),
    filters.provenance ?? null,
    filters.recurrence ?? null,
    list(filters.postmortem),
    filters.duplicates,
    list(filters.tag),
    list(filters.source),
    list(filters.ids),
    filters.severityOf,
    filters.postmortemRequired ?? null,
    filters.components,
  ];
}

/** Search takes full-width and half-width, upper and lower case for the same; `%` and `_` are themselves. */
function foldForLike(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&');
}
