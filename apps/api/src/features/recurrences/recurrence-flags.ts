const LINK = (incident: string, status: string) => `exists (
    select from incident_recurrences r join incidents e on e.id = r.earlier_incident_id and e.deleted_at is null
    where r.incident_id = ${incident}.id and r.status = '${status}')`;

/** A person or a source said that incident `c` recurs an earlier one that is still there (METRICS.md section 3). */
export const IS_CONFIRMED = LINK('c', 'confirmed');

/** Only the product thinks that incident `c` recurs one, and nobody has confirmed any. */
export const IS_SUGGESTED = `(${LINK('c', 'suggested')} and not ${IS_CONFIRMED})`;
