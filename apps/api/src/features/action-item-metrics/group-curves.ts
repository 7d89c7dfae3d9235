import {
  type ActionItemCurve,
  type ActionItemFigures,
  type ActionItemGroupBy,
  type ActionItemMetricsResponse,
  CURVE_LIMIT,
} from '@tenken/shared/action-item-metrics.contract';
import { logRank } from '@tenken/statistics/log-rank';
import { timesToDone } from './compare-cohorts.js';
import { describeCompletion, type Item, summarizeActionItems } from './summarize-action-items.js';

/** Groups in the order in which people name them; the rest by name, what belongs to none last. */
const ORDERS: Partial<Record<ActionItemGroupBy, readonly string[]>> = {
  severity: ['SEV1', 'SEV2', 'SEV3', 'SEV4', 'none'],
  priority: ['P0', 'P1', 'P2', 'P3', 'none'],
  type: ['prevent', 'detect', 'mitigate', 'repair', 'process', 'other'],
};

export interface ItemGroup {
  key: string;
  label: string | null;
  items: readonly Item[];
  figures: ActionItemFigures;
}

/** What an item says of its group; `teamId` is 0 without one. */
type Grouped = Item & { severity: string | null; priority: string | null; teamId: number };

function keyOf(item: Grouped, groupBy: ActionItemGroupBy): string {
  if (groupBy === 'team') return item.teamId === 0 ? 'none' : String(item.teamId);
  return item[groupBy] ?? 'none';
}

/** The items by their groups, with the figures of each. Each item is in one only. */
export function groupItems(
  items: readonly Grouped[],
  groupBy: ActionItemGroupBy,
  names: ReadonlyMap<string, string>,
): ItemGroup[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item, groupBy);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  const order = ORDERS[groupBy];
  const name = (key: string) => names.get(key) ?? key;
  const keys = [...groups.keys()].sort((a, b) =>
    order
      ? order.indexOf(a) - order.indexOf(b)
      : Number(a === 'none') - Number(b === 'none') ||
        name(a).localeCompare(name(b), 'ja', { numeric: true }),
  );
  return keys.map((key) => {
    const own = groups.get(key) ?? [];
    const label = groupBy === 'team' ? (names.get(key) ?? null) : null;
    return { key, label, items: own, figures: summarizeActionItems(own) };
  });
}

/** The curves of the largest groups in the order of the groups, and the log-rank test over these. */
export function drawCurves(
  groups: readonly ItemGroup[],
): Pick<ActionItemMetricsResponse, 'curves' | 'curvesTotal' | 'logRank'> {
  const followed = groups.map((group) => ({ group, n: countFollowed(group.items) })).filter(({ n }) => n > 0);
  const largest = new Set(
    followed
      .toSorted((a, b) => b.n - a.n)
      .slice(0, CURVE_LIMIT)
      .map(({ group }) => group),
  );
  const shown = followed.map(({ group }) => group).filter((group) => largest.has(group));
  const test = logRank(shown.map((group) => timesToDone(group.items)));
  return {
    curves: shown.map(curveOf),
    curvesTotal: followed.length,
    logRank: test && {
      chiSquare: test.chiSquare,
      degreesOfFreedom: test.degreesOfFreedom,
      pValue: test.pValue,
    },
  };
}

function countFollowed(items: readonly Item[]): number {
  return items.filter(({ outcome, leftOut }) => outcome !== 'deleted' && leftOut === null).length;
}

function curveOf({ key, label, items, figures }: ItemGroup): ActionItemCurve {
  const { medianDays, medianLower, medianUpper, medianBusinessDays } = figures;
  const { curve, followed, doneWithin } = describeCompletion(items);
  return {
    key,
    label,
    n: followed,
    medianDays,
    medianLower,
    medianUpper,
    medianBusinessDays,
    doneWithin,
    curve,
  };
}
