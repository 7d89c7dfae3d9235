import type { AlertRuleFigures, AlertRuleMetricsQuery } from '@tenken/shared/alert-rules.contract';

/** What ranking looks at: the row's name, id and counts, and the figures that the sort needs. */
export type RankedRow = { id: string; name: string; fired: number } & Partial<AlertRuleFigures>;

const collator = new Intl.Collator('ja', { numeric: true });

/**
 * Sorts rules by a figure, the largest first; `-` in front turns it round. Rules without the figure come last either
 * way, ties go by firings, then name.
 */
export function rankAlertRules<Row extends RankedRow>(
  rows: readonly Row[],
  sort: AlertRuleMetricsQuery['sort'],
): Row[] {
  const reversed = sort.startsWith('-');
  const key = (reversed ? sort.slice(1) : sort) as Exclude<typeof sort, `-${string}`>;
  const turn = reversed ? -1 : 1;
  return [...rows].sort((a, b) => {
    if (key === 'name') return turn * collator.compare(a.name, b.name) || Number(a.id) - Number(b.id);
    const [left, right] = [figureOf(a, key), figureOf(b, key)];
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1;
    } else if (left !== right) return turn * (right - left);
    return b.fired - a.fired || collator.compare(a.name, b.name) || Number(a.id) - Number(b.id);
  });
}

function figureOf(row: RankedRow, key: keyof AlertRuleFigures): number | null {
  const value = row[key];
  if (typeof value === 'number') return value;
  if (typeof value === 'object' && value !== null && 'value' in value) return value.value as number;
  return null;
}

/** The share of all firings that the ten loudest rules have; null when nothing fired. */
export function top10Share(fired: readonly number[]): number | null {
  const total = fired.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const top = [...fired].sort((a, b) => b - a).slice(0, 10);
  return top.reduce((sum, count) => sum + count, 0) / total;
}
