import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  IncidentEffect,
  LoudestPoint,
  ReplayOutcome,
  ReplaySettings,
} from '@tenken/shared/replay.contract';
import { countOutcome } from './count-outcome.js';
import {
  countIncidents,
  type JudgeFirstAlert,
  judgeIncidents,
  type LinkedIncident,
} from './judge-incidents.js';
import type { ReplayColumns } from './replay-columns.js';
import { FATE, type Replayed, replayedRoom, replaySetting } from './replay-setting.js';

/** What is replayed, and how its incidents are judged. */
export interface ReplayMaterial {
  columns: ReplayColumns;
  incidents: readonly LinkedIncident[];
  judge: JudgeFirstAlert;
  weeks: number;
  knowsPages: boolean;
}

/** As long as the event loop may wait for us. */
const TURN_MS = 25;

/** Replays settings one after the other in the same room, and lets others have a turn between two. */
export class SettingSweep {
  private readonly room: Replayed;
  private since = performance.now();

  constructor(private readonly material: ReplayMaterial) {
    this.room = replayedRoom(material.columns.length);
  }

  async outcome(
    settings: ReplaySettings,
  ): Promise<{ outcome: ReplayOutcome; effects: IncidentEffect[]; replayed: Replayed }> {
    if (performance.now() - this.since > TURN_MS) {
      await nextTurn();
      this.since = performance.now();
    }
    const { columns, incidents, judge, weeks, knowsPages } = this.material;
    const replayed = replaySetting(columns, settings, this.room);
    const effects = judgeIncidents(incidents, columns, replayed, judge);
    const outcome = countOutcome(columns, replayed, {
      settings,
      weeks,
      knowsPages,
      confirmed: countIncidents(effects, 'confirmed'),
      proposed: countIncidents(effects, 'proposed'),
    });
    return { outcome, effects, replayed };
  }
}

/**
 * What is left when the loudest rules are gone, one after the other: by pages, or by episodes where no page is known;
 * equal ones in the order of their ids. The first point is what was recorded.
 */
export function takeLoudestAway(
  { columns, incidents, weeks, knowsPages }: ReplayMaterial,
  replayed: Replayed,
  names: readonly string[],
  most: number,
): LoudestPoint[] {
  const episodes = new Float64Array(columns.ruleIds.length);
  const pages = new Float64Array(columns.ruleIds.length);
  for (let i = 0; i < columns.length; i += 1) {
    const rule = columns.seriesRule[columns.series[i]!]!;
    if (replayed.fate[i] === FATE.fires) episodes[rule]! += 1;
    pages[rule]! += columns.notified[i]!;
  }
  const order = columns.ruleIds
    .map((_, rule) => rule)
    .filter((rule) => episodes[rule]! > 0)
    .sort((a, b) => pages[b]! - pages[a]! || episodes[b]! - episodes[a]! || a - b)
    .slice(0, most);
  let episodesLeft = episodes.reduce((sum, n) => sum + n, 0);
  let pagesLeft = pages.reduce((sum, n) => sum + n, 0);
  const gone = new Set<number>();
  const pointAfter = (rule: number | null): LoudestPoint => ({
    rules: gone.size,
    removed: rule === null ? null : { id: columns.ruleIds[rule]!, name: names[rule]! },
    episodes: episodesLeft,
    pages: knowsPages ? pagesLeft : null,
    episodesPerWeek: episodesLeft / weeks,
    pagesPerWeek: knowsPages ? pagesLeft / weeks : null,
    incidentsOnlyByThese: incidents.filter((incident) => {
      const confirmed = incident.links.filter((link) => link.isConfirmed);
      return (
        confirmed.length > 0 &&
        confirmed.every(({ place }) => place >= 0 && gone.has(columns.seriesRule[columns.series[place]!]!))
      );
    }).length,
  });
  const points = [pointAfter(null)];
  for (const rule of order) {
    gone.add(rule);
    episodesLeft -= episodes[rule]!;
    pagesLeft -= pages[rule]!;
    points.push(pointAfter(rule));
  }
  return points;
}
