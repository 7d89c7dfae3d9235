import type { EpisodeCandidate } from '@tenken/shared/detection.contract';

const TOLERANCE_MS = 60_000;

/**
 * Who saw it first (METRICS.md section 6): an alert that started at or before detection + 1 minute caught it, a later
 * one came late, none at all missed it. Links that people confirmed count; without any, proposals do, and it is said.
 */
export interface DetectionLine {
  outcome: 'caught' | 'late' | 'missed' | 'unknown';
  /** judged by links that a person confirmed */
  confirmed: boolean;
  first: EpisodeCandidate | null;
}

export function prepareDetection(
  detectedAt: string | null,
  candidates: readonly EpisodeCandidate[],
): DetectionLine {
  const of = (status: string) => candidates.filter((candidate) => candidate.status === status);
  const confirmed = of('confirmed');
  const counted = confirmed.length > 0 ? confirmed : of('suggested');
  const first = counted.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))[0] ?? null;
  const isConfirmed = confirmed.length > 0;
  if (first === null) return { outcome: 'missed', confirmed: isConfirmed, first };
  if (detectedAt === null) return { outcome: 'unknown', confirmed: isConfirmed, first };
  const inTime = Date.parse(first.startsAt) <= Date.parse(detectedAt) + TOLERANCE_MS;
  return { outcome: inTime ? 'caught' : 'late', confirmed: isConfirmed, first };
}
