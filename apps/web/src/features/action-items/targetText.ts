import type { ActionItemRow } from '@tenken/shared/action-items.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatDay } from '../../time/formatInstant.js';

/** The target of the severity with its reason: which severity, how many days, counted from what. */
export function targetText(item: Pick<ActionItemRow, 'target' | 'targetOn'>, t: Translator): string | null {
  if (item.target === null || item.targetOn === null) return null;
  return t('actions.target', {
    day: formatDay(item.targetOn, t.language),
    severity: item.target.severity,
    days: item.target.days,
    clock: item.target.clock,
  });
}
