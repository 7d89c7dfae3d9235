import type { DecisionKind, DecisionsQuery } from '@tenken/shared/decisions.contract';

/** Which decisions; every condition that is there must hold. */
export interface DecisionFilter {
  ids?: readonly string[] | undefined;
  status?: DecisionsQuery['status'] | undefined;
  alertRuleId?: string | undefined;
  serviceIds?: readonly string[] | undefined;
  reviewSessionId?: string | undefined;
  /** ids, keys or names */
  service?: readonly string[] | undefined;
  team?: readonly string[] | undefined;
  kind?: readonly DecisionKind[] | undefined;
  ownerId?: string | undefined;
  unseen?: boolean | undefined;
  /** decided in [from, to) */
  from?: Date | undefined;
  to?: Date | undefined;
  beforeId?: string | undefined;
  limit?: number | undefined;
}

/** As a limit: more decisions than any installation has. */
export const ALL = 1_000_000;
/** Newest first, no more than this where nothing else is said. */
const LIMIT = 1000;

/**
 * The expression `listed`: decisions of a filter with the names of rule and service, newest first. `effect_at` is when
 * a decision took effect: its date, else the next definition of its rule, else when it was called done; `effect_by`
 * says which. `is_measured`: neither kept nor cancelled. Parameters: `chooseParameters`.
 */
export const LISTED_SQL = `dated as (
  select d.*, r.name as rule_name, r.service_id, s.name as service_name,
    coalesce(t.time_zone, 'UTC') as time_zone,
    coalesce(d.status = 'open' and d.due_on < ($1::timestamptz at time zone coalesce(t.time_zone, 'UTC'))::date, false)
      as is_overdue,
    d.kind <> 'keep' and d.status <> 'cancelled' as is_measured,
    coalesce(d.effective_at, changed.at, case when d.status = 'done' and d.kind <> 'keep' then d.closed_at end)
      as effect_at,
    case when d.effective_at is not null then 'date' when changed.at is not null then 'definition' else 'done' end
      as effect_by
  from decisions d
  left join alert_rules r on r.id = d.alert_rule_id
  left join services s on s.id = r.service_id
  left join services parent on parent.id = s.parent_id
  left join teams t on t.id = coalesce(s.team_id, parent.team_id)
  left join lateral (
    select min(v.seen_at) as at
    from alert_rules own join alert_rule_versions v on v.alert_rule_id = own.id
    where own.current_id = r.current_id and v.version > 1 and v.seen_at > d.created_at
  ) changed on d.effective_at is null
  where ($2::bigint[] is null or d.id = any ($2))
    and ($3::text is null or d.status = $3)
    and ($4::bigint is null or d.alert_rule_id = $4)
    and ($5::bigint[] is null or r.service_id = any ($5))
    and ($6::bigint is null or d.review_session_id = $6)
    and ($7::bigint is null or d.id < $7)
    and ($9::text[] is null or s.id::text = any ($9) or s.key = any ($9) or s.name = any ($9))
    and ($10::text[] is null or t.id::text = any ($10) or t.key = any ($10) or t.name = any ($10))
    and ($11::text[] is null or d.kind = any ($11))
    and ($12::bigint is null or d.owner_id = $12)
    and ($13::timestamptz is null or d.created_at >= $13)
    and ($14::timestamptz is null or d.created_at < $14)
), listed as (
  select *, is_measured and effect_seen_at is null and effect_at + interval '672 hours' <= $1::timestamptz as is_unseen
  from dated
  where (not $8::boolean or is_overdue)
    and (not $15::boolean or
      (is_measured and effect_seen_at is null and effect_at + interval '672 hours' <= $1::timestamptz))
  order by id desc
  limit $16
)`;

/** The 16 parameters of `LISTED_SQL`. */
export function chooseParameters(filter: DecisionFilter, now: Date): unknown[] {
  const { status } = filter;
  return [
    now,
    filter.ids ?? null,
    status === undefined || status === 'all' || status === 'overdue' ? null : status,
    filter.alertRuleId ?? null,
    filter.serviceIds ?? null,
    filter.reviewSessionId ?? null,
    filter.beforeId ?? null,
    status === 'overdue',
    filter.service ?? null,
    filter.team ?? null,
    filter.kind ?? null,
    filter.ownerId ?? null,
    filter.from ?? null,
    filter.to ?? null,
    filter.unseen === true,
    filter.limit ?? LIMIT,
  ];
}
