import type { IncidentRow, InstantField } from '@tenken/shared/incidents.contract';

export type DurationKey = 'ttd' | 'tta' | 'ttm' | 'ttr' | 'ttr_from_detection';

/** METRICS.md section 2. */
const ENDS: Record<DurationKey, readonly [InstantField, InstantField]> = {
  ttd: ['startedAt', 'detectedAt'],
  tta: ['detectedAt', 'acknowledgedAt'],
  ttm: ['startedAt', 'mitigatedAt'],
  ttr: ['startedAt', 'resolvedAt'],
  ttr_from_detection: ['detectedAt', 'resolvedAt'],
};

/** Why an incident as a whole is in no figure; `removed` wins, then `duplicate`. */
export type WholeReason = 'removed' | 'duplicate' | 'drill' | 'test' | 'maintenance';

/** Why a duration does not count, or that it does. `open`: it has not ended, and counts as at least so long. */
export type DurationState =
  | 'counts'
  | 'missing'
  | 'open'
  | 'order_broken'
  | 'in_future'
  | 'too_long'
  | 'absurd_year'
  | 'defaulted'
  | 'no_period'
  | WholeReason;

export interface IncidentDuration {
  key: DurationKey;
  from: InstantField;
  to: InstantField;
  /** null when it is not known, not over, or cannot be right; a drill's is known and does not count */
  seconds: number | null;
  state: DurationState;
}

type Judged = Pick<
  IncidentRow,
  InstantField | 'problems' | 'provenance' | 'status' | 'kind' | 'duplicateOfId'
> & { deleted?: boolean };

/** Why no figure uses the incident unless asked for its class; null when figures do. */
export function wholeReason(
  incident: Pick<Judged, 'kind' | 'duplicateOfId' | 'deleted'>,
): WholeReason | null {
  if (incident.deleted) return 'removed';
  if (incident.duplicateOfId !== null) return 'duplicate';
  return incident.kind === 'incident' ? null : incident.kind;
}

/** The instant that places an incident in a period: its start, else detection, else declaration. */
export function cohortFieldOf(
  incident: Pick<Judged, 'startedAt' | 'detectedAt' | 'declaredAt'>,
): 'startedAt' | 'detectedAt' | 'declaredAt' | null {
  return (
    (['startedAt', 'detectedAt', 'declaredAt'] as const).find((field) => incident[field] !== null) ?? null
  );
}

/** One duration of an incident and whether figures use it; the same rules as the API's figures (METRICS.md 1, 2). */
export function incidentDuration(incident: Judged, key: DurationKey): IncidentDuration {
  const duration = measure(incident, key);
  const whole = wholeReason(incident);
  if (whole !== null) return { ...duration, state: whole };
  return duration.state !== 'missing' && cohortFieldOf(incident) === null
    ? { ...duration, state: 'no_period' }
    : duration;
}

function measure(incident: Judged, key: DurationKey): IncidentDuration {
  const [from, to] = ENDS[key];
  const result = (state: DurationState, seconds: number | null = null): IncidentDuration => ({
    key,
    from,
    to,
    seconds,
    state,
  });
  const [start, end] = [incident[from], incident[to]];
  if (start === null) return result('missing');
  // Somebody noticed what is on record: time to detect is never open.
  if (end === null) return result(incident.status === 'open' && key !== 'ttd' ? 'open' : 'missing');
  const problem = incident.problems.find(({ fields }) =>
    fields.length === 1
      ? fields[0] === from || fields[0] === to
      : fields.includes(from) && fields.includes(to),
  );
  if (problem !== undefined) return result(problem.code);
  const seconds = (Date.parse(end) - Date.parse(start)) / 1000;
  const isDefaulted = [from, to].some((field) => incident.provenance[field] === 'defaulted');
  // A defaulted instant leaves out only the interval that it makes zero by construction.
  if (isDefaulted && seconds === 0) return result('defaulted');
  return result('counts', seconds);
}

export function prepareIncidentDurations(incident: Judged): IncidentDuration[] {
  return (Object.keys(ENDS) as DurationKey[]).map((key) => incidentDuration(incident, key));
}
