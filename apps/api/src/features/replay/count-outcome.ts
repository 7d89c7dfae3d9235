import type {
  IncidentCounts,
  ReplayBucket,
  ReplayOutcome,
  ReplaySettings,
} from '@tenken/shared/replay.contract';
import { VERDICTS } from '@tenken/shared/verdicts.contract';
import type { ReplayColumns } from './replay-columns.js';
import { FATE, PAGE, type Replayed } from './replay-setting.js';

/** What a setting does to the message of one episode. */
export const LOSS = { stands: 0, folded: 1, lost: 2, undecided: 3 } as const;
const LOSSES = 4;

const codeOf = (verdict: (typeof VERDICTS)[number]) => VERDICTS.indexOf(verdict) + 1;
const ACTIONABLE = codeOf('actionable');
const NUISANCE = [codeOf('no_action'), codeOf('false_positive'), codeOf('duplicate')];
const OTHERS = [codeOf('expected'), codeOf('unclear')];

/**
 * `folded`: someone was told just before, by what was firing already or by a page within the gap. `lost`: nobody is
 * told, because it never fires or because its page falls outside the hours. An episode that still pages stands, also
 * when it is part of a longer one whose beginning was silent.
 */
export function lossOf(fate: number, page: number): number {
  if (fate === FATE.undecided) return LOSS.undecided;
  if (page === PAGE.sent || page === PAGE.held) return LOSS.stands;
  if (page === PAGE.withinGap) return LOSS.folded;
  if (page === PAGE.outsideHours || fate === FATE.dropped) return LOSS.lost;
  return fate === FATE.merged ? LOSS.folded : LOSS.stands;
}

/** Whether an episode is a row behind a number; the numbers of an outcome are counts of these. */
export function isInBucket(
  bucket: ReplayBucket,
  columns: ReplayColumns,
  replayed: Replayed,
  i: number,
): boolean {
  const fate = replayed.fate[i]!;
  const page = replayed.page[i]!;
  const verdict = columns.verdict[i]!;
  const loss = lossOf(fate, page);
  const isRemoved = loss === LOSS.folded || loss === LOSS.lost;
  switch (bucket) {
    case 'recorded':
      return true;
    case 'episodes':
      return fate === FATE.fires;
    case 'pages':
      return page === PAGE.sent || page === PAGE.held;
    case 'dropped':
      return fate === FATE.dropped;
    case 'merged':
      return fate === FATE.merged;
    case 'undecided':
      return fate === FATE.undecided;
    case 'pages_dropped':
      return page === PAGE.gone;
    case 'pages_within_gap':
      return page === PAGE.withinGap;
    case 'pages_outside_hours':
      return page === PAGE.outsideHours;
    case 'pages_held':
      return page === PAGE.held;
    case 'nuisance_removed':
      return isRemoved && NUISANCE.includes(verdict);
    case 'actionable_lost':
      return verdict === ACTIONABLE && loss === LOSS.lost;
    case 'actionable_folded':
      return verdict === ACTIONABLE && loss === LOSS.folded;
    case 'other_judged_removed':
      return isRemoved && OTHERS.includes(verdict);
    case 'unjudged_removed':
      return isRemoved && verdict === 0;
  }
}

export interface OutcomeContext {
  settings: ReplaySettings;
  weeks: number;
  /** false: no page was recorded, so none can be counted */
  knowsPages: boolean;
  confirmed: IncidentCounts;
  proposed: IncidentCounts;
}

/**
 * How many episodes share a verdict, a page and a fate: at `verdict << 5 | page << 2 | fate`. The loop only tells the
 * combinations apart; what they mean is said once for each.
 */
export function countCombinations({ length, verdict }: ReplayColumns, { fate, page }: Replayed): Uint32Array {
  const combinations = new Uint32Array(256);
  for (let i = 0; i < length; i += 1) combinations[(verdict[i]! << 5) | (page[i]! << 2) | fate[i]!]! += 1;
  return combinations;
}

/** The figures of one setting, from its combinations. */
export function countOutcome(
  combinations: Uint32Array,
  { settings, weeks, knowsPages, confirmed, proposed }: OutcomeContext,
): ReplayOutcome {
  const fates = new Uint32Array(4);
  const pages = new Uint32Array(8);
  const losses = new Uint32Array(8 * LOSSES);
  for (const [code, count] of combinations.entries()) {
    const fateCode = code & 3;
    const pageCode = (code >> 2) & 7;
    fates[fateCode]! += count;
    pages[pageCode]! += count;
    losses[(code >> 5) * LOSSES + lossOf(fateCode, pageCode)]! += count;
  }
  const of = (verdicts: readonly number[], kinds: readonly number[]) =>
    verdicts.reduce(
      (sum, verdict) => sum + kinds.reduce((n, loss) => n + losses[verdict * LOSSES + loss]!, 0),
      0,
    );
  const removed = [LOSS.folded, LOSS.lost];
  const all = [LOSS.stands, LOSS.folded, LOSS.lost, LOSS.undecided];
  const sent = pages[PAGE.sent]! + pages[PAGE.held]!;
  return {
    settings,
    episodes: fates[FATE.fires]!,
    pages: knowsPages ? sent : null,
    episodesPerWeek: fates[FATE.fires]! / weeks,
    pagesPerWeek: knowsPages ? sent / weeks : null,
    dropped: fates[FATE.dropped]!,
    merged: fates[FATE.merged]!,
    undecided: fates[FATE.undecided]!,
    pagesDropped: pages[PAGE.gone]!,
    pagesWithinGap: pages[PAGE.withinGap]!,
    pagesOutsideHours: pages[PAGE.outsideHours]!,
    pagesHeld: pages[PAGE.held]!,
    nuisance: { reviewed: of(NUISANCE, all), removed: of(NUISANCE, removed) },
    actionable: {
      reviewed: of([ACTIONABLE], all),
      lost: of([ACTIONABLE], [LOSS.lost]),
      folded: of([ACTIONABLE], [LOSS.folded]),
    },
    otherJudged: { reviewed: of(OTHERS, all), removed: of(OTHERS, removed) },
    unjudged: { fired: of([0], all), removed: of([0], removed) },
    confirmed,
    proposed,
  };
}
