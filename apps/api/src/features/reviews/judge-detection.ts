import type { Detection } from '@tenken/shared/review-agenda.contract';

/** A minute of grace: an alert and a person's first note of it are rarely written down in the same second. */
const GRACE_MS = 60_000;

/**
 * METRICS.md section 6, "Recall": caught when the first linked episode started at or before `detected_at` + 1 minute, late
 * when it came after, missed when there is none; unknown when there is one but nobody noted when it was detected.
 */
export function judgeDetection(detectedAt: string | null, firstAlertAt: string | null): Detection {
  if (firstAlertAt === null) return 'missed';
  if (detectedAt === null) return 'unknown';
  return Date.parse(firstAlertAt) <= Date.parse(detectedAt) + GRACE_MS ? 'caught' : 'late';
}
