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

/** An incident with what no setting changes. */
export interface WatchedIncident {
  incident: LinkedIncident;
  link: IncidentEffect['link'];
  /** the links that it is judged by */
  links: LinkedIncident['links'];
  detectedAt: Date | null;
  /** its first alert as recorded */
  beforeMs: number;
  before: DetectionOutcome;
}

/** What a setting makes of an incident. */
export interface ToldIncident {
  watched: WatchedIncident;
  /** its first alert; Infinity: none is left */
  atMs: number;
  after: DetectionOutcome;
  isFolded: boolean;
}

/**
 * The incidents that something replayed is linked to. One with a confirmed link to what is replayed is judged by
 * confirmed links only; one with proposals only, by all that nobody rejected, and it is counted apart.
 */
export function watchIncidents(
  incidents: readonly LinkedIncident[],
  judge: JudgeFirstAlert,
): WatchedIncident[] {
  return incidents
    .filter(({ links }) => links.some(({ place }) => place >= 0))
    .map((incident) => {
      const isConfirmed = incident.links.some((link) => link.isConfirmed && link.place >= 0);
      const links = incident.links.filter((link) => !isConfirmed || link.isConfirmed);
      const detectedAt = incident.detectedAt === null ? null : new Date(incident.detectedAt);
      const beforeMs = links.reduce(
        (first, { startMs }) => Math.min(first, startMs),
        Number.POSITIVE_INFINITY,
      );
      return {
        incident,
        link: isConfirmed ? 'confirmed' : 'proposed',
        links,
        detectedAt,
        beforeMs,
        before: judge(new Date(beforeMs), detectedAt),
      };
    });
}

/** The replayed episodes that incidents are linked to, ascending. */
export function placesOf(incidents: readonly WatchedIncident[]): Int32Array {
  const places = incidents.flatMap(({ links }) =>
    links.map(({ place }) => place).filter((place) => place >= 0),
  );
  return Int32Array.from(new Set(places)).sort();
}

/**
 * What a setting does to the detection of each incident.
 *
 * An alert that never fires, or whose page nobody gets, tells of nothing. One that is part of a longer alert, or whose
 * page falls within the gap, tells at its own start: it was there to be seen, but nobody is paged anew (`folded`).
 */
export function tellIncidents(
  incidents: readonly WatchedIncident[],
  columns: ReplayColumns,
  replayed: Replayed,
  judge: JudgeFirstAlert,
): ToldIncident[] {
  return incidents.map((watched) => {
    let atMs = Number.POSITIVE_INFINITY;
    let isFolded = false;
    for (const link of watched.links) {
      const told = link.place < 0 ? { atMs: link.startMs, isFolded: false } : toldBy(columns, replayed, link);
      // of two at one moment the one that pages is the one that told
      if (told === null || told.atMs > atMs || (told.atMs === atMs && told.isFolded)) continue;
      ({ atMs, isFolded } = told);
    }
    const isLeft = atMs < Number.POSITIVE_INFINITY;
    const after = judge(isLeft ? new Date(atMs) : null, watched.detectedAt);
    return { watched, atMs, after, isFolded };
  });
}

/** As the answer gives it. */
export function effectOf({ watched, atMs, after, isFolded }: ToldIncident): IncidentEffect {
  const { incident, link, beforeMs, before } = watched;
  const isLeft = atMs < Number.POSITIVE_INFINITY;
  return {
    incidentId: incident.incidentId,
    title: incident.title,
    severity: incident.severity,
    detectedAt: incident.detectedAt,
    detectionSource: incident.detectionSource,
    link,
    before,
    after,
    firstAlertAt: isLeft ? new Date(atMs).toISOString() : null,
    addedSeconds: isLeft ? (atMs - beforeMs) / 1000 : null,
    folded: isFolded,
  };
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

/** The counts of the incidents with confirmed links, or with proposed ones only. */
export function countIncidents(told: readonly ToldIncident[], link: IncidentEffect['link']): IncidentCounts {
  const of = told.filter(({ watched }) => watched.link === link);
  const added = of
    .filter(({ atMs }) => atMs < Number.POSITIVE_INFINITY)
    .map(({ atMs, watched }) => (atMs - watched.beforeMs) / 1000);
  added.sort((a, b) => a - b);
  return {
    linked: of.length,
    missed: of.filter(({ after }) => after === 'missed').length,
    late: of.filter(({ watched, after }) => watched.before === 'caught' && after === 'late').length,
    delayed: added.filter((seconds) => seconds > 0).length,
    folded: of.filter(({ isFolded }) => isFolded).length,
    medianAddedSeconds: quantileOfSorted(added, 0.5),
    maxAddedSeconds: added.at(-1) ?? null,
  };
}
