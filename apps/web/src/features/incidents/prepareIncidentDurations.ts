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

/** Why a duration does not count, or that it does. `open`: it has not ended. */
export type DurationState = 'counts' | 'missing' | 'open' | 'order_broken' | 'implausible' | 'defaulted';

export interface IncidentDuration {
  key: DurationKey;
  from: InstantField;
  to: InstantField;
  /** null when it is not known, not over, or cannot be right */
  seconds: number | null;
  state: DurationState;
}

type Judged = Pick<IncidentRow, InstantField | 'problems' | 'provenance' | 'status'>;

/** One duration of an incident and whether figures use it. */
export function incidentDuration(incident: Judged, key: DurationKey): IncidentDuration {
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
  if (end === null) return result(incident.status === 'open' ? 'open' : 'missing');
  const problem = incident.problems.find(({ fields }) =>
    fields.length === 1
      ? fields[0] === from || fields[0] === to
      : fields.includes(from) && fields.includes(to),
  );
  if (problem !== undefined) return result(problem.code === 'order_broken' ? 'order_broken' : 'implausible');
  const seconds = (Date.parse(end) - Date.parse(start)) / 1000;
  const isDefaulted = [from, to].some((field) => incident.provenance[field] === 'defaulted');
  // A defaulted instant leaves out only the interval that it makes zero by construction.
  if (isDefaulted && seconds === 0) return result('defaulted');
  return result('counts', seconds);
}

export function prepareIncidentDurations(incident: Judged): IncidentDuration[] {
  return (Object.keys(ENDS) as DurationKey[]).map((key) => incidentDuration(incident, key));
}
