import type { LoadFigure, LoadFigureKey, LoadRows, Priorities } from '@tenken/shared/on-call-load.contract';
import { alertPriority } from './alert-priority.js';
import type { FloodSpan } from './find-floods.js';
import { BARS, judgeLoad } from './judge-load.js';

/** Alerts of one rule with one severity. */
export interface RuleCount {
  id: string;
  name: string;
  severity: string | null;
  fired: number;
  ended: number;
  fleeting: number;
}

export interface LoadFacts {
  rules: readonly RuleCount[];
  floods: readonly FloodSpan[];
  /** windows of 10 minutes that were looked at, also those without any alert */
  windows: number;
  days: number;
  chattering: number;
  /** on the worst day */
  stale: number;
}

/** The ten loudest rules, the most alerts first. */
export function loudestRules(
  rules: readonly RuleCount[],
  count = 10,
): { id: string; name: string; fired: number }[] {
  const byId = new Map<string, { id: string; name: string; fired: number }>();
  for (const { id, name, fired } of rules) {
    const rule = byId.get(id) ?? { id, name, fired: 0 };
    rule.fired += fired;
    byId.set(id, rule);
  }
  return [...byId.values()].sort((a, b) => b.fired - a.fired || Number(a.id) - Number(b.id)).slice(0, count);
}

export function countPriorities(rules: readonly RuleCount[]): Priorities {
  const counts: Priorities = { low: 0, medium: 0, high: 0, other: 0 };
  for (const { severity, fired } of rules) counts[alertPriority(severity)] += fired;
  return counts;
}

/** Windows that belong to a flood ÷ all windows. */
export function floodShare(floods: readonly FloodSpan[], windows: number): number | null {
  const inFlood = floods.reduce((sum, flood) => sum + flood.toIndex - flood.fromIndex, 0);
  return ratio(inFlood, windows);
}

/**
 * The scorecard of ISA-18.2 and EEMUA 191 (METRICS.md section 6), in its order. A share without a base is null, and so
 * is what nothing fired for; a count is 0 where there was none.
 */
export function describeScorecard(
  facts: LoadFacts,
  previous: Partial<Record<LoadFigureKey, number | null>>,
): LoadFigure[] {
  const { rules, floods, windows, days } = facts;
  const sum = (of: 'fired' | 'ended' | 'fleeting') => rules.reduce((total, rule) => total + rule[of], 0);
  const [fired, ended, fleeting] = [sum('fired'), sum('ended'), sum('fleeting')];
  const rulesFired = new Set(rules.map(({ id }) => id)).size;
  const topTen = loudestRules(rules).reduce((total, rule) => total + rule.fired, 0);
  const { low, medium, high } = countPriorities(rules);
  const said = low + medium + high;
  const figure = (
    key: LoadFigureKey,
    value: number | null,
    n: number,
    episodes: number,
    rows: LoadRows,
  ): LoadFigure => ({
    key,
    value,
    n,
    episodes,
    target: BARS[key].target,
    limit: BARS[key].limit,
    verdict: judgeLoad(key, value, { rulesFired, low: ratio(low, said) }),
    previous: previous[key] ?? null,
    rows,
  });
  return [
    figure('per_ten_minutes', ratio(fired, windows), windows, fired, 'all'),
    figure('per_day', ratio(fired, days), Math.round(days), fired, 'all'),
    figure(
      'flood_windows',
      floodShare(floods, windows),
      windows,
      floods.reduce((total, flood) => total + flood.episodes, 0),
      'flood',
    ),
    figure('top_ten', ratio(topTen, fired), fired, topTen, 'top_ten'),
    figure('chattering', facts.chattering, fired, facts.chattering, 'chattering'),
    figure('fleeting', fleeting, ended, fleeting, 'fleeting'),
    figure('stale', facts.stale, fired, facts.stale, 'stale'),
    figure('priorities', ratio(high, said), said, high, 'high'),
  ];
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
