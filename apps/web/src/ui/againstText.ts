import type { Translator } from '../i18n/createTranslator.js';
import { formatDay } from '../time/formatInstant.js';
import { addDays, dayOf } from '../time/isoDay.js';
import type { Comparison } from '../url/comparison.js';

/**
 * The period that figures are compared with, in words and days: "the period before (1 Jun – 23 Aug 2026)". `from` and
 * `to` are its instants, half-open, as answers give them.
 */
export function againstText(
  t: Translator,
  comparison: Comparison,
  period: { from: string; to: string },
  timeZone: string,
): string {
  const days = {
    from: formatDay(dayOf(period.from, timeZone), t.language),
    to: formatDay(addDays(dayOf(period.to, timeZone), -1), t.language),
  };
  return t(`ui.against.${typeof comparison === 'object' ? 'custom' : comparison}`, days);
}
