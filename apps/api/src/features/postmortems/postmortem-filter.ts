import type { PostmortemFilters, PostmortemState } from '@tenken/shared/postmortems.contract';
import { toInstant } from '../../clock/resolve-range.js';
import { foldForLike } from '../../database/fold-for-like.js';

/** Business days from resolution to the review meeting (METRICS.md section 5); null = no deadline. */
export const REVIEW_WITHIN = `case i.severity when 'SEV1' then 3 when 'SEV2' then 5 end`;

/**
 * The team that answers for an incident: its own, else the team of its first service; 0 for none. LATERAL with OFFSET walks the
 * services of the incident in order and stops at the first with a team; as a join the planner would read all services.
 */
export const TEAM = `coalesce(i.team_id, (
    select s.team_id from incident_services x
    cross join lateral (select team_id from services where id = x.service_id and team_id is not null offset 0) s
    where x.incident_id = i.id order by x.service_id limit 1), 0)`;

/**
 * Whose days count; $1 = now, $2 and $3 = ages of the filter in business days.
 *
 * `clocks`: for each team (and for none: Monday to Friday, UTC) what day it is and from which instant on a resolution
 * is too young for its deadline to have passed. A deadline of n business days has passed when n of them lie between
 * the day of the resolution and today, that is when the day comes before the n-th business day back from today: one
 * comparison of instants a row instead of counting days. `bounds` spare most rows even the look for their team.
 */
export const CLOCK_CTES = `clocks as materialized (
    select day.*,
      add_business_days(today, -3, calendar, working_days)::timestamp at time zone time_zone as passed_3,
      add_business_days(today, -5, calendar, working_days)::timestamp at time zone time_zone as passed_5,
      add_business_days(today + 1, -$2::int, calendar, working_days)::timestamp at time zone time_zone as aged_from,
      add_business_days(today + 1, -$3::int, calendar, working_days)::timestamp at time zone time_zone as aged_to
    from (
      select id as team_key, id as team_id, name as team, time_zone, calendar, working_days,
        ($1::timestamptz at time zone time_zone)::date as today
      from teams
      union all
      select 0, null, null, 'UTC', '', '{1,2,3,4,5}', ($1::timestamptz at time zone 'UTC')::date
    ) day
  ), bounds as materialized (
    select min(passed_3) as from_3, max(passed_3) as to_3, min(passed_5) as from_5, max(passed_5) as to_5 from clocks
  )`;

/** The services of the filter with their components, and its teams; after `with recursive`. */
export const SCOPE_CTES = `scope_services (id) as (
    select id from services where id::text = any ($4::text[]) or key = any ($4) or name = any ($4)
    union
    select s.id from services s join scope_services p on s.parent_id = p.id
  ), scope_teams as (
    select id from teams where id::text = any ($5::text[]) or key = any ($5) or name = any ($5)
  )`;

const OF_TEAM = `k.team_key = ${TEAM}`;

/** Has the day of the deadline passed? Null without a deadline. */
export const PASSED = `case
    when i.severity = 'SEV1' and i.resolved_at < (select from_3 from bounds) then true
    when i.severity = 'SEV1' and i.resolved_at >= (select to_3 from bounds) then false
    when i.severity = 'SEV2' and i.resolved_at < (select from_5 from bounds) then true
    when i.severity = 'SEV2' and i.resolved_at >= (select to_5 from bounds) then false
    when i.severity in ('SEV1', 'SEV2') and i.resolved_at is not null then (
      select i.resolved_at < case i.severity when 'SEV1' then k.passed_3 else k.passed_5 end
      from clocks k where ${OF_TEAM})
  end`;

export const IS_WAIVED = `coalesce(p.waived_reason, '') <> ''`;
/** Needed, and nobody decided to go without. */
export const IS_REQUIRED = `i.postmortem_required and not ${IS_WAIVED}`;
export const IS_REVIEWED = `coalesce(p.status in ('reviewed', 'closed'), false)`;
/** There is something to read. Comparing with '' does not unpack a long text. */
export const IS_WRITTEN = `coalesce(p.status <> 'draft' or p.body_markdown <> '' or p.sections <> '{}' or p.url <> '', false)`;
/** Reviewed on a day up to the deadline. Asked only where the deadline has passed. */
const IS_ON_TIME = `(select (p.reviewed_at at time zone k.time_zone)::date
    <= add_business_days((i.resolved_at at time zone k.time_zone)::date, ${REVIEW_WITHIN}, k.calendar, k.working_days)
  from clocks k where ${OF_TEAM})`;
const IS_DUE = `${PASSED} and not (${IS_REVIEWED} and p.reviewed_at is null)`;

/** The filters that are not a state; each true when it is not set. */
const MATCHES = `i.deleted_at is null and i.kind = 'incident' and i.duplicate_of_id is null
  and ($12::timestamptz is null or i.resolved_at >= $12) and ($13::timestamptz is null or i.resolved_at < $13)
  and ($4::text[] is null or exists (
    select from incident_services x join scope_services s on s.id = x.service_id where x.incident_id = i.id))
  and ($5::text[] is null or i.team_id in (select id from scope_teams) or exists (
    select from incident_services x join services s on s.id = x.service_id
    where x.incident_id = i.id and s.team_id in (select id from scope_teams)))
  and ($6::text[] is null or coalesce(i.severity, 'none') = any ($6))
  and ($7::text[] is null or p.owner_id::text = any ($7)
    or coalesce((select u.name from users u where u.id = p.owner_id), p.owner) = any ($7))
  and ($8::boolean is null or $8 = (p.owner_id is null and coalesce(p.owner, '') = ''))
  and ($9::text[] is null or p.status = any ($9))
  and ($10::bigint[] is null or i.id = any ($10))
  and ($11::text is null or normalize(lower(i.title), nfkc) like $11)
  and ($2::int is null or (i.resolved_at < (select k.aged_from from clocks k where ${OF_TEAM})))
  and ($3::int is null or (i.resolved_at >= (select k.aged_to from clocks k where ${OF_TEAM})))`;

/** One condition per state, for rows `i` of incidents and `p` of their postmortems. */
const STATES: Record<PostmortemState, string> = {
  all: `(i.postmortem_required or p.id is not null)`,
  resolved: `i.resolved_at is not null`,
  required: IS_REQUIRED,
  missing: `${IS_REQUIRED} and not ${IS_WRITTEN}`,
  written: `${IS_REQUIRED} and ${IS_WRITTEN}`,
  unreviewed: `${IS_REQUIRED} and not ${IS_REVIEWED}`,
  reviewed: `${IS_REQUIRED} and ${IS_REVIEWED}`,
  overdue: `${IS_REQUIRED} and not ${IS_REVIEWED} and ${PASSED}`,
  due: `${IS_REQUIRED} and ${IS_DUE}`,
  on_time: `${IS_REQUIRED} and ${IS_REVIEWED} and ${IS_DUE} and ${IS_ON_TIME}`,
  late: `${IS_REQUIRED} and ${IS_DUE} and not (${IS_REVIEWED} and ${IS_ON_TIME})`,
  time_unknown: `${IS_REQUIRED} and ${IS_REVIEWED} and p.reviewed_at is null`,
  waived: `i.postmortem_required and ${IS_WAIVED}`,
};

/** Every filter and the state $14. The state is known when the statement is planned: the other branches are cut off. */
export const MATCHES_ALL = `${MATCHES}
  and case $14::text
    ${Object.entries(STATES)
      .map(([state, condition]) => `when '${state}' then (${condition})`)
      .join('\n    ')}
  end`;

/** As `MATCHES_ALL` without a state. */
export const MATCHES_FILTERS = MATCHES;

/** $1 to $13 of the statements. */
export function filterParameters(filters: PostmortemFilters, now: Date): unknown[] {
  const list = (values: readonly string[] | undefined) => (values?.length ? values : null);
  const instant = (value: string | undefined) => (value ? toInstant(value, filters.timeZone) : null);
  return [
    now,
    filters.ageFrom ?? null,
    filters.ageTo ?? null,
    list(filters.service),
    list(filters.team),
    list(filters.severity),
    list(filters.owner),
    filters.unowned ?? null,
    list(filters.status),
    list(filters.ids),
    filters.q ? `%${foldForLike(filters.q)}%` : null,
    instant(filters.from),
    instant(filters.to),
  ];
}
