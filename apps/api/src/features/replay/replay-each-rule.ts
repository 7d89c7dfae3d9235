import type { ReplayFigures, ReplayOutcome, ReplaySettings } from '@tenken/shared/replay.contract';
import { countOutcome } from './count-outcome.js';
import {
  countIncidents,
  type LinkedIncident,
  tellIncidents,
  type WatchedIncident,
  watchIncidents,
} from './judge-incidents.js';
import type { ReplayColumns } from './replay-columns.js';
import { AS_RECORDED, type Replayed, replayedRoom, replaySetting } from './replay-setting.js';
import type { ReplayMaterial } from './sweep-settings.js';
import { Turns } from './turns.js';

const COMBINATIONS = 256;

/** One rule under a setting. */
interface RuleReplay {
  /** its place in the columns' `ruleIds` */
  rule: number;
  before: ReplayFigures;
  after: ReplayFigures;
  nuisanceReviewed: number;
}

/**
 * What a replay of each rule alone gives, from one replay of all of them: rules do not touch each other, but for the
 * incidents that several tell of. There the alerts of the other rules stay as they are, as if they were not replayed.
 */
export async function replayEachRule(
  material: ReplayMaterial,
  settings: ReplaySettings,
  signal?: AbortSignal,
): Promise<RuleReplay[]> {
  const { columns, incidents, judge } = material;
  const turns = new Turns(signal);
  const room = replayedRoom(columns.length);
  const watched = incidentsByRule(incidents, columns).map((of) => watchIncidents(of, judge));
  const outcomesOf = async (tried: ReplaySettings) => {
    await turns.giveWay();
    const replayed = replaySetting(columns, tried, room);
    await turns.giveWay();
    return outcomesByRule(material, watched, replayed);
  };
  const recorded = await outcomesOf(AS_RECORDED);
  const after = await outcomesOf(settings);
  return recorded.map((outcome, rule) => ({
    rule,
    before: figuresOf(outcome),
    after: figuresOf(after[rule]!),
    nuisanceReviewed: outcome.nuisance.reviewed,
  }));
}

/** Those that become most quieter first, then the loudest, then in the order of their ids. */
export function byQuietness(a: RuleReplay, b: RuleReplay): number {
  const removed = ({ before, after }: RuleReplay) =>
    before.pages === null ? before.episodes - after.episodes : before.pages - (after.pages ?? 0);
  return (
    removed(b) - removed(a) ||
    (b.before.pages ?? 0) - (a.before.pages ?? 0) ||
    b.before.episodes - a.before.episodes ||
    a.rule - b.rule
  );
}

function outcomesByRule(
  { columns, judge, weeks }: ReplayMaterial,
  watched: readonly (readonly WatchedIncident[])[],
  replayed: Replayed,
): ReplayOutcome[] {
  const { length, series, seriesRule, ruleIds, verdict, notified } = columns;
  const combinations = new Uint32Array(ruleIds.length * COMBINATIONS);
  const knowsPages = new Uint8Array(ruleIds.length);
  for (let i = 0; i < length; i += 1) {
    const rule = seriesRule[series[i]!]!;
    combinations[
      rule * COMBINATIONS + ((verdict[i]! << 5) | (replayed.page[i]! << 2) | replayed.fate[i]!)
    ]! += 1;
    if (notified[i] === 1) knowsPages[rule] = 1;
  }
  return ruleIds.map((_, rule) => {
    const told = tellIncidents(watched[rule]!, columns, replayed, judge);
    return countOutcome(combinations.subarray(rule * COMBINATIONS, (rule + 1) * COMBINATIONS), {
      settings: replayed.settings,
      weeks,
      knowsPages: knowsPages[rule] === 1,
      confirmed: countIncidents(told, 'confirmed'),
      proposed: countIncidents(told, 'proposed'),
    });
  });
}

/** For each rule the incidents that it is linked to, where only its own alerts are replayed. */
function incidentsByRule(incidents: readonly LinkedIncident[], columns: ReplayColumns): LinkedIncident[][] {
  const ruleAt = (place: number) => (place < 0 ? -1 : columns.seriesRule[columns.series[place]!]!);
  const byRule: LinkedIncident[][] = columns.ruleIds.map(() => []);
  for (const incident of incidents) {
    const rules = new Set(incident.links.map(({ place }) => ruleAt(place)).filter((rule) => rule >= 0));
    for (const rule of rules)
      byRule[rule]!.push({
        ...incident,
        links: incident.links.map((link) => (ruleAt(link.place) === rule ? link : { ...link, place: -1 })),
      });
  }
  return byRule;
}

function figuresOf(outcome: ReplayOutcome): ReplayFigures {
  return {
    episodes: outcome.episodes,
    pages: outcome.pages,
    episodesPerWeek: outcome.episodesPerWeek,
    pagesPerWeek: outcome.pagesPerWeek,
    nuisanceRemoved: outcome.nuisance.removed,
    actionableLost: outcome.actionable.lost,
    incidentsMissed: outcome.confirmed.missed,
    incidentsLate: outcome.confirmed.late,
  };
}
