import type { DetectionOutcome } from '@tenken/shared/detection.contract';

/** An alert that starts within this time after people knew still counts as having told them. */
const GRACE_MS = 60_000;

export interface DetectionFacts {
  /** start of the first linked episode; null: none is linked */
  firstAlertAt: Date | null;
  detectedAt: Date | null;
  /** the record says that an alert told, though no episode is linked */
  toldByAlert: boolean;
  /** alerts were recorded when it happened; before that, no link proves nothing */
  hasAlertHistory: boolean;
}

/**
 * How an incident came to light (METRICS.md section 6): `caught` by an alert that started by detection + 1 minute,
 * `late` when the first came after, `missed` when none did. `unknown` where that cannot be told: detection unknown,
 * alerts not recorded then, or the record speaks of an alert that is not among the episodes.
 */
export function judgeDetection(facts: DetectionFacts): DetectionOutcome {
  const { firstAlertAt, detectedAt } = facts;
  if (firstAlertAt !== null) {
    if (detectedAt === null) return 'unknown';
    return firstAlertAt.getTime() <= detectedAt.getTime() + GRACE_MS ? 'caught' : 'late';
  }
  return facts.toldByAlert || !facts.hasAlertHistory ? 'unknown' : 'missed';
}
