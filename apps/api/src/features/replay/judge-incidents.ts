import type { DetectionOutcome } from '@tenken/shared/detection.contract';
import type { IncidentCounts, IncidentEffect } from '@tenken/shared/replay.contract';
import { quantileOfSorted } from '@tenken/statistics/quantile-of-sorted';
import type { ReplayColumns } from './replay-columns.js';
import { FATE, firesAtMs, PAGE, pageAtMs, type Replayed } from './replay-setting.js';

/** An incident with every alert that is linked to it, those of rules that are not replayed too. */
export interface LinkedIncident {
  incidentId: string;
  title: string;
  severity: string | null;
  detectedAt: string | null;
  detectionSource: string;
  links: {
    isConfirmed: boolean;
    startMs: number;
    /** its place in the columns; −1: it is not replayed, and stays as it is */
    place: number;
  }[];
}

/** How an incident comes to light when its first alert starts then (METRICS.md section 6); null: no alert is linked. */
export type JudgeFirstAlert = (firstAlertAt: Date | null, detectedAt: Date | null) => DetectionOutcome;

/**
 * What a setting does to the detection of each incident. An incident with a confirmed link to what is replayed is
 * judged by confirmed links only; one with proposals only, by all that nobody rejected, and it is counted apart.
 *
 * An alert that never fires, or whose page nobody gets, tells of nothing. One that is part of a longer alert, or whose
 * page falls within the gap, tells at its own start: it was there to be seen, but nobody is paged anew (`folded`).
 */
export function judgeIncidents(
  incidents: readonly LinkedIncident[],
  columns: ReplayColumns,
  replayed: Replayed,
  judge: JudgeFirstAlert,
): IncidentEffect[] {
  const effects: IncidentEffect[] = [];
  for (const incident of incidents) {
    const isConfirmed = incident.links.some((link) => link.isConfirmed && link.place >= 0);
    if (!isConfirmed && !incident.links.some((link) => link.place >= 0)) continue;
    let before = Number.POSITIVE_INFINITY;
    let after = Number.POSITIVE_INFINITY;
    let isFolded = false;
    for (const link of incident.links) {
      if (isConfirmed && !link.isConfirmed) continue;
      before = Math.min(before, link.startMs);
      const told = link.place < 0 ? { atMs: link.startMs, isFolded: false } : toldBy(columns, replayed, link);
      // of two at one moment the one that pages is the one that told
      if (told === null || told.atMs > after || (told.atMs === after && told.isFolded)) continue;
      after = told.atMs;
      isFolded = told.isFolded;
    }
    const detectedAt = incident.detectedAt === null ? null : new Date(incident.detectedAt);
    const isLeft = after < Number.POSITIVE_INFINITY;
    effects.push({
      incidentId: incident.incidentId,
      title: incident.title,
      severity: incident.severity,
      detectedAt: incident.detectedAt,
      detectionSource: incident.detectionSource,
      link: isConfirmed ? 'confirmed' : 'proposed',
      before: judge(new Date(before), detectedAt),
      after: judge(isLeft ? new Date(after) : null, detectedAt),
      firstAlertAt: isLeft ? new Date(after).toISOString() : null,
      addedSeconds: isLeft ? (after - before) / 1000 : null,
      folded: isFolded,
    });
  }
  return effects;
}

function toldBy(
  columns: ReplayColumns,
  replayed: Replayed,
  { place, startMs }: { place: number; startMs: number },
): { atMs: number; isFolded: boolean } | null {
  const fate = replayed.fate[place];
  const page = replayed.page[place];
  if (fate === FATE.dropped || fate === FATE.undecided || page === PAGE.outsideHours) return null;
  if (page === PAGE.sent || page === PAGE.held)
    return { atMs: pageAtMs(columns, replayed, place), isFolded: false };
  const isFolded = fate === FATE.merged || page === PAGE.withinGap;
  return { atMs: Math.max(startMs, firesAtMs(columns, replayed, place)), isFolded };
}

/** The counts of those effects that are confirmed, or only proposed. */
export function countIncidents(
  effects: readonly IncidentEffect[],
  link: IncidentEffect['link'],
): IncidentCounts {
  const of = effects.filter((effect) => effect.link === link);
  const added = of.map((effect) => effect.addedSeconds).filter((seconds) => seconds !== null);
  added.sort((a, b) => a - b);
  return {
    linked: of.length,
    missed: of.filter((effect) => effect.after === 'missed').length,
    late: of.filter((effect) => effect.before === 'caught' && effect.after === 'late').length,
    delayed: added.filter((seconds) => seconds > 0).length,
    folded: of.filter((effect) => effect.folded).length,
    medianAddedSeconds: quantileOfSorted(added, 0.5),
    maxAddedSeconds: added.at(-1) ?? null,
  };
}
