/**
 * CTE `confirmed_later (id)`: incidents that recur an earlier one, which is still there, as a person or a source said
 * (METRICS.md section 3). Of the incidents of `cohort`, by the index of confirmed pairs alone.
 */
export const CONFIRMED_LATER = `confirmed_later as materialized (
    select distinct r.incident_id as id
    from cohort c
    join incident_recurrences r on r.incident_id = c.id and r.status = 'confirmed'
    join incidents e on e.id = r.earlier_incident_id and e.deleted_at is null
  )`;

/**
 * Only the product thinks that incident `c` recurs one. A pair whose earlier incident was removed is removed with it, so
 * that the index alone answers.
 */
export const HAS_SUGGESTION = `exists (
    select from incident_recurrences r where r.incident_id = c.id and r.status = 'suggested')`;
