import type { DetectionSource, InstantProblem } from '@tenken/shared/incidents.contract';
import { COMPUTED_CRITERIA, PostmortemCriterion } from '@tenken/shared/postmortem-fields.contract';
import type { PostmortemCriteria } from '@tenken/shared/settings.contract';

export interface JudgedIncident {
  severity: string | null;
  detectionSource: DetectionSource;
  startedAt: string | null;
  resolvedAt: string | null;
  problems: readonly InstantProblem[];
}

/** Settings under the names of the criteria that a person says. */
const SETTING: Partial<Record<PostmortemCriterion, keyof PostmortemCriteria>> = {
  user_impact: 'userImpact',
  data_loss: 'dataLoss',
  responder_stepped_in: 'responderSteppedIn',
  money: 'money',
  stakeholder_asked: 'stakeholderAsked',
};

/**
 * Why an incident needs a postmortem (METRICS.md section 5), in a fixed order; empty = it needs none. Severity,
 * detection and time to restore are read from the incident; the others count when a person said them.
 */
export function requirePostmortem(
  incident: JudgedIncident,
  criteria: PostmortemCriteria,
  said: readonly string[] = [],
): PostmortemCriterion[] {
  const computed: Partial<Record<PostmortemCriterion, boolean>> = {
    severity: (criteria.severities as readonly string[]).includes(incident.severity ?? ''),
    detected_by_person: criteria.detectedByPerson && !['alert', 'unknown'].includes(incident.detectionSource),
    ttr_over_threshold: criteria.ttrOverMinutes !== null && ttrMinutes(incident) > criteria.ttrOverMinutes,
  };
  return PostmortemCriterion.options.filter((criterion) => {
    if (COMPUTED_CRITERIA.includes(criterion)) return computed[criterion];
    const setting = SETTING[criterion];
    return said.includes(criterion) && setting !== undefined && criteria[setting] === true;
  });
}

/** −1 when it is not known or cannot be right. */
function ttrMinutes({ startedAt, resolvedAt, problems }: JudgedIncident): number {
  const isDoubtful = problems.some(({ fields }) =>
    fields.every((field) => field === 'startedAt' || field === 'resolvedAt'),
  );
  if (startedAt === null || resolvedAt === null || isDoubtful) return -1;
  return (Date.parse(resolvedAt) - Date.parse(startedAt)) / 60_000;
}
