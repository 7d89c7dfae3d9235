/**
 * CTE `confirmed_later (id)`: incidents that recur an earlier one, which is still there, as a person or a source said
 * (METRICS.md section 3). There are few of them: read once, not asked for each incident of a period.
 */
export const CONFIRMED_LATER = `confirmed_later as materialized (
    select distinct r.incident_id as id
    from incident_recurrences r join incidents e on e.id = r.earlier_incident_id and e.deleted_at is null
    where r.status = 'confirmed'
  )`;

/**
 * Only the product thinks that incident `c` recurs one. A pair whose earlier incident was removed is removed with it, so
 * that the index alone answers.
 */
export const HAS_SUGGESTION = `exists (
    select from incident_recurrences r where r.incident_id = c.id and r.status = 'suggested')`;
