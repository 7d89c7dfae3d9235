import type {
  ActionItemAgeing,
  ActionItemMetricsResponse,
  TeamOverdue,
} from '@tenken/shared/action-item-metrics.contract';
import { quantile } from '@tenken/statistics/quantile';
import { startOfLocalDay } from '../../clock/local-day.js';
import type { OpenItem } from '../action-items/open-action-items.read-model.js';

/** Where one age class begins, in days; the last has no end. */
const BIN_STARTS = [0, 8, 31, 61, 91, 181, 366];
const DAY_MS = 86_400_000;

/** Ages of all that is open, and what is overdue by owning team, in the order of their names. */
export function describeOpenItems(
  items: readonly OpenItem[],
  names: ReadonlyMap<string, string>,
  today: string,
  timeZone: string,
): Pick<ActionItemMetricsResponse, 'ageing' | 'overdueByTeam'> {
  const byTeam = new Map<number, OpenItem[]>();
  for (const item of items) {
    const own = byTeam.get(item.teamId);
    if (own === undefined) byTeam.set(item.teamId, [item]);
    else own.push(item);
  }
  const name = (id: number) => names.get(String(id)) ?? String(id);
  return {
    ageing: describeAgeing(items, today, timeZone),
    overdueByTeam: [...byTeam]
      .sort(
        ([a], [b]) =>
          Number(a === 0) - Number(b === 0) || name(a).localeCompare(name(b), 'ja', { numeric: true }),
      )
      .map(([id, own]) => ({
        key: id === 0 ? 'none' : String(id),
        label: names.get(String(id)) ?? null,
        open: own.length,
        ...describeLate(own),
      })),
  };
}

/** How old is what is open: classes with the range of creation that lists them, and the middle and the old end. */
function describeAgeing(items: readonly OpenItem[], today: string, timeZone: string): ActionItemAgeing {
  const startOf = (daysAgo: number) =>
    startOfLocalDay(
      new Date(Date.parse(`${today}T00:00:00Z`) - daysAgo * DAY_MS).toISOString().slice(0, 10),
      timeZone,
    ).toISOString();
  const bins = BIN_STARTS.map((fromDays, index) => {
    const toDays = BIN_STARTS[index + 1] ?? null;
    return {
      fromDays,
      toDays,
      from: toDays === null ? null : startOf(toDays - 1),
      to: startOf(fromDays - 1),
      n: 0,
      overdue: 0,
    };
  });
  for (const { ageDays, daysLate } of items) {
    const bin = bins.findLast(({ fromDays }) => ageDays >= fromDays);
    if (bin === undefined) continue;
    bin.n += 1;
    if (daysLate !== null) bin.overdue += 1;
  }
  const days = items.map(({ ageDays }) => ageDays);
  const businessDays = items.map(({ ageBusinessDays }) => ageBusinessDays);
  return {
    today,
    open: items.length,
    bins,
    medianDays: quantile(days, 0.5),
    medianBusinessDays: quantile(businessDays, 0.5),
    p90Days: quantile(days, 0.9),
    p90BusinessDays: quantile(businessDays, 0.9),
    oldestDays: quantile(days, 1),
    oldestBusinessDays: quantile(businessDays, 1),
  };
}

/** How long the overdue items of a team have been late. */
function describeLate(items: readonly OpenItem[]): Omit<TeamOverdue, 'key' | 'label' | 'open'> {
  const days = items.flatMap(({ daysLate }) => daysLate ?? []);
  const businessDays = items.flatMap(({ businessDaysLate }) => businessDaysLate ?? []);
  return {
    overdue: days.length,
    medianDaysLate: quantile(days, 0.5),
    medianBusinessDaysLate: quantile(businessDays, 0.5),
    longestDaysLate: quantile(days, 1),
    longestBusinessDaysLate: quantile(businessDays, 1),
  };
}
