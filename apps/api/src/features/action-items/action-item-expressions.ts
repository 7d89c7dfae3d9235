import { DUE_SOON_DAYS } from '@tenken/shared/action-items.contract';

/*
 * What the figures say of a row `a` of action_items, in SQL. Lists and figures read the same expressions, so that the
 * number shown is the number of rows listed. Parameters: $17 today (a day of the zone), $19 the zone, $20 the instant now.
 */

/** The day that counts: a person's or the tracker's, else the target of the severity. As the index has it. */
export const DEADLINE = 'coalesce(a.due_on, a.target_on)';

/** The order of the list, see the index `action_items_list_idx`, whose expression this is. */
export const LIST_KEY = `(case a.status when 'done' then 250000000000000 when 'declined' then 350000000000000
    when 'deleted' then 450000000000000 else 0 end
  + case when a.status in ('done', 'declined', 'deleted')
    then -(extract(epoch from coalesce(a.completed_at, a.declined_at, a.deleted_at, a.updated_at) at time zone 'UTC') * 1000)::bigint
    else coalesce((coalesce(a.due_on, a.target_on) - date '1970-01-01')::bigint, 90000000) end)`;

/** Where an item stands today: the groups of the actions page. */
export const GROUP = `case
    when a.status in ('done', 'declined', 'deleted') then a.status
    when ${DEADLINE} < $17::date then 'overdue'
    when ${DEADLINE} <= $17::date + ${DUE_SOON_DAYS} then 'due_soon'
    when ${DEADLINE} is null then 'no_due_date'
    else 'later' end`;

/** The team that owns it: its own, else that of its incident. */
export const OWNING_TEAM = `coalesce(a.team_id, (select i.team_id from incidents i where i.id = a.incident_id))`;

/** When it was done or declined; null while open and where nobody knows. */
export const CLOSED_AT = `case a.status when 'done' then a.completed_at when 'declined' then a.declined_at end`;

/** Done by its day, once the day has passed; null where that is no question (declined by then, or nobody knows when). */
export const IN_TIME = `case
    when a.status = 'deleted' or ${DEADLINE} is null or ${DEADLINE} >= $17::date then null
    when a.status = 'done' then (a.completed_at at time zone $19)::date <= ${DEADLINE}
    when a.status = 'declined' then case when (a.declined_at at time zone $19)::date > ${DEADLINE} then false end
    else false end`;

/** Why it is not on the curve of completion; null for one that is, and for a deleted one. */
export const LEFT_OUT = `case
    when a.status = 'deleted' then null
    when a.status = 'done' and a.completed_at is null then 'done_time_unknown'
    when a.status = 'declined' and a.declined_at is null then 'declined_time_unknown'
    when a.created_at > $20::timestamptz or ${CLOSED_AT} > $20::timestamptz then 'in_future'
    when ${CLOSED_AT} < a.created_at then 'order_broken' end`;

/** A fix of an incident that is done, with a known time. */
export const CLOSED_FIX = `(a.status = 'done' and a.completed_at is not null and a.incident_id is not null
    and a.type in ('prevent', 'detect', 'mitigate', 'repair'))`;

/** When an incident \`b\` began, as far as anybody knows. */
export const BEGAN_AT = 'coalesce(b.started_at, b.detected_at, b.declared_at)';

/** True for rows of the figure $22; without one, for all. */
export const FIGURE_MATCHES = `($22::text is null or case $22::text
    when 'due_judged' then ${IN_TIME} is not null
    when 'on_time' then ${IN_TIME}
    when 'late' then not ${IN_TIME}
    when 'followed' then a.status <> 'deleted' and ${LEFT_OUT} is null
    when 'closed_fix' then ${CLOSED_FIX}
    when 'recurred_after_closing' then ${CLOSED_FIX} and exists (
      select from incident_recurrences r join incidents b on b.id = r.incident_id
      where r.earlier_incident_id = a.incident_id and r.status = 'confirmed' and b.deleted_at is null
        and ${BEGAN_AT} > a.completed_at)
    else ${LEFT_OUT} = $22 end)`;
