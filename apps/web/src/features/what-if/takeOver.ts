import type {
  ReplayFigures,
  ReplayKept,
  ReplayRule,
  ReplayRulesResponse,
  ReplaySettings,
} from '@tenken/shared/replay.contract';
import type { ReplaySelection } from './replay.queries.js';
import { AS_RECORDED } from './replaySettings.js';

/** What is taken over into decisions: a setting, or that the causes of these rules (the loudest first) are fixed. */
export type TakeOver =
  | { kind: 'setting'; settings: ReplaySettings }
  | { kind: 'loudest'; ruleIds: readonly string[] };

/** What must be asked for it. */
export function askedFor(
  taking: TakeOver,
  selection: ReplaySelection,
): { selection: ReplaySelection; settings: ReplaySettings } {
  return taking.kind === 'setting'
    ? { selection, settings: taking.settings }
    : { selection: { ruleIds: taking.ruleIds }, settings: AS_RECORDED };
}

/** The rules as they are listed: with a fixed cause nothing is left, and what was judged nuisance is gone. */
export function rulesAfter(taking: TakeOver, { items }: ReplayRulesResponse): readonly ReplayRule[] {
  if (taking.kind === 'setting') return items;
  return items.map((item) => ({ ...item, after: withoutCause(item) }));
}

function withoutCause({ before, nuisanceReviewed }: ReplayRule): ReplayFigures {
  const none = before.pages === null ? null : 0;
  return {
    episodes: 0,
    pages: none,
    episodesPerWeek: 0,
    pagesPerWeek: none,
    nuisanceRemoved: nuisanceReviewed,
    actionableLost: 0,
    incidentsMissed: 0,
    incidentsLate: 0,
  };
}

/** Alerts or pages fewer: there is something to decide. */
export function isQuieter({ before, after }: ReplayRule): boolean {
  return after.episodes < before.episodes || (after.pages ?? 0) < (before.pages ?? 0);
}

/** What the decision on one rule keeps. */
export function keptOfRule({ from, to, settings }: ReplayRulesResponse, rule: ReplayRule): ReplayKept {
  return { from, to, settings, before: rule.before, after: rule.after };
}
