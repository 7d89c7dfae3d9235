import type { LoudestPoint, ReplayOutcome, ReplaySettings } from '@tenken/shared/replay.contract';
import { countCombinations, countOutcome } from './count-outcome.js';
import {
  countIncidents,
  type JudgeFirstAlert,
  type LinkedIncident,
  placesOf,
  type ToldIncident,
  tellIncidents,
  type WatchedIncident,
  watchIncidents,
} from './judge-incidents.js';
import type { ReplayColumns } from './replay-columns.js';
import { FATE, type Replayed, replayedRoom, replaySetting } from './replay-setting.js';
import { type DelayRow, DelaySweep, MAX_OFF_DELAYS } from './sweep-delays.js';
import { Turns } from './turns.js';

/** What is replayed, and how its incidents are judged. */
export interface ReplayMaterial {
  columns: ReplayColumns;
  incidents: readonly LinkedIncident[];
  judge: JudgeFirstAlert;
  weeks: number;
  knowsPages: boolean;
}

/** The figures of one setting. */
interface SweptSetting {
  outcome: ReplayOutcome;
  told: ToldIncident[];
  /** of every episode; the room is used again by the next setting */
  replayed: Replayed;
}

/** Replays settings one after the other in the same room; lets others have a turn between two, and ends there by the signal. */
export class SettingSweep {
  private readonly room: Replayed;
  private readonly incidents: readonly WatchedIncident[];
  private readonly turns: Turns;

  constructor(
    private readonly material: ReplayMaterial,
    signal?: AbortSignal,
  ) {
    this.turns = new Turns(signal);
    this.room = replayedRoom(material.columns.length);
    this.incidents = watchIncidents(material.incidents, material.judge);
  }

  async outcome(settings: ReplaySettings): Promise<SweptSetting> {
    await this.turns.giveWay();
    const { columns } = this.material;
    const replayed = replaySetting(columns, settings, this.room);
    return this.sum(countCombinations(columns, replayed), replayed);
  }

  /**
   * A reader of these settings with each of the on-delays and off-delays (seconds). Where pages go out at once, all
   * off-delays of an on-delay are replayed in one pass.
   */
  delays(
    settings: ReplaySettings,
    onDelays: readonly number[],
    offDelays: readonly number[],
  ): (onDelay: number, offDelay: number) => Promise<ReplayOutcome> {
    const { onDelays: on, offDelays: off } = {
      onDelays: ascending(onDelays),
      offDelays: ascending(offDelays),
    };
    const outcomes = new Map<string, ReplayOutcome>();
    const known = async (onDelay: number, offDelay: number, make: () => Promise<ReplayOutcome>) => {
      const key = `${onDelay} ${offDelay}`;
      const outcome = outcomes.get(key) ?? (await make());
      outcomes.set(key, outcome);
      return outcome;
    };
    if (settings.workingHoursOnly || settings.notificationGapSeconds > 0 || off.length > MAX_OFF_DELAYS)
      return (onDelaySeconds, offDelaySeconds) =>
        known(
          onDelaySeconds,
          offDelaySeconds,
          async () => (await this.outcome({ ...settings, onDelaySeconds, offDelaySeconds })).outcome,
        );
    const sweep = new DelaySweep(this.material.columns, on, off, placesOf(this.incidents));
    const rows = new Map<number, DelayRow>();
    return (onDelaySeconds, offDelaySeconds) =>
      known(onDelaySeconds, offDelaySeconds, async () => {
        await this.turns.giveWay();
        const row = rows.get(onDelaySeconds) ?? sweep.row(on.indexOf(onDelaySeconds));
        rows.set(onDelaySeconds, row);
        const place = off.indexOf(offDelaySeconds);
        row.show(place, this.room);
        this.room.settings = { ...settings, onDelaySeconds, offDelaySeconds };
        return this.sum(row.combinations[place]!, this.room).outcome;
      });
  }

  /** The incidents read only what was replayed of the episodes that they are linked to. */
  private sum(combinations: Uint32Array, replayed: Replayed): SweptSetting {
    const { columns, judge, weeks, knowsPages } = this.material;
    const told = tellIncidents(this.incidents, columns, replayed, judge);
    const outcome = countOutcome(combinations, {
      settings: replayed.settings,
      weeks,
      knowsPages,
      confirmed: countIncidents(told, 'confirmed'),
      proposed: countIncidents(told, 'proposed'),
    });
    return { outcome, told, replayed };
  }
}

function ascending(delays: readonly number[]): number[] {
  return [...new Set(delays)].sort((a, b) => a - b);
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
