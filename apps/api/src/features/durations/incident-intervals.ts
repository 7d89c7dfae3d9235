import { type DurationMetricOrPair, durationFields } from '@tenken/shared/duration-metric.contract';
import type { InstantField } from '@tenken/shared/incidents.contract';
import { COHORT_SQL, type ScopeFilters, scopeParameters } from '../../database/incident-scope.js';

const COLUMNS: Record<InstantField, string> = {
  startedAt: 'started_at',
  detectedAt: 'detected_at',
  acknowledgedAt: 'acknowledged_at',
  declaredAt: 'declared_at',
  mitigatedAt: 'mitigated_at',
  resolvedAt: 'resolved_at',
  closedAt: 'closed_at',
};

/** What is on record was noticed and called an incident: these are never still to come, only not known. */
const NEVER_AWAITED: readonly InstantField[] = ['detectedAt', 'declaredAt'];

/**
 * The one place that says how long each incident of a cohort took, or why it does not count (METRICS.md sections 1 and
 * 2); figures and rows both read it: CTE `intervals`, the columns of `cohort` with from_at, to_at, seconds, state and
 * reason. Parameters $1 to $15 are those of `intervalParameters`; a statement's own begin at $16.
 *
 * An interval is open only when the incident is: it began, has no end, and is neither resolved nor closed.
 */
export function intervalsSql(metric: DurationMetricOrPair): string {
  const [from, to] = durationFields(metric);
  const isOver = NEVER_AWAITED.includes(to)
    ? 'true'
    : '(c.resolved_at is not null or c.closed_at is not null)';
  return `${COHORT_SQL},
  measured as (
    select c.*, c.${COLUMNS[from]} as from_at, c.${COLUMNS[to]} as to_at, ${isOver} as is_over,
      date_part('epoch', case when c.${COLUMNS[to]} is null and not ${isOver}
        then greatest($15::timestamptz, c.${COLUMNS[from]}) else c.${COLUMNS[to]} end - c.${COLUMNS[from]}) as seconds
    from cohort c
  ),
  judged as (
    select m.*,
      case
        when m.left_out is not null then m.left_out
        when m.from_at is null then 'missing_from'
        when m.to_at is null and m.is_over then 'missing_to'
        when least(m.from_at, m.to_at) < '1990-01-01Z'
          or greatest(m.from_at, m.to_at) >= (select date_trunc('year', $15, 'UTC') + interval '2 years') then 'absurd_year'
        when greatest(m.from_at, m.to_at) > (select $15 + interval '5 minutes') then 'in_future'
        when m.to_at < m.from_at then 'order_broken'
        when m.to_at is not null and m.seconds > 90 * 86400 and not 'too_long' = any ($3) then 'too_long'
        when m.to_at = m.from_at and not 'defaulted' = any ($3)
          -- read for these few only
          and (select 'defaulted' in (i.provenance ->> '${from}', i.provenance ->> '${to}') from incidents i where i.id = m.id)
          then 'defaulted'
      end as reason
    from measured m
    -- keeps the planner from judging again wherever the reason is read
    offset 0
  ),
  intervals as (
    select j.*, case when j.reason in ('missing_from', 'missing_to') then 'missing' when j.reason is not null then 'excluded'
      when j.to_at is null then 'open' else 'used' end as state
    from judged j
  )`;
}

/** $1 … $15 of `intervalsSql`. */
export function intervalParameters(
  query: ScopeFilters,
  input: { from: Date; to: Date; now: Date },
): unknown[] {
  return [...scopeParameters(query, input), input.now];
}
