import type { ActionItemGroupBy } from '@tenken/shared/action-item-metrics.contract';
import type { Translator } from '../../i18n/createTranslator.js';

/** What a group of items is called: a severity and a priority by themselves, a team by its name, a kind by its word. */
export function groupName(
  t: Translator,
  groupBy: ActionItemGroupBy,
  key: string,
  label: string | null,
): string {
  if (key === 'none') return t(`actionItemMetrics.none.${groupBy}`);
  if (groupBy === 'type') return t.optional(`actionItemMetrics.type.${key}`) ?? key;
  return label ?? key;
}
