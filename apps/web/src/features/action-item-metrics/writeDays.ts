import type { Translator } from '../../i18n/createTranslator.js';

/** Days with business days beside them: `45 days (32 business days)`; null where there is no figure. */
export function writeDays(t: Translator, days: number | null, businessDays: number | null): string | null {
  if (days === null) return null;
  if (businessDays === null) return t('actionItemMetrics.days', { days: Math.round(days) });
  return t('actionItemMetrics.daysBoth', { days: Math.round(days), business: Math.round(businessDays) });
}

/** The bounds of a median in days; an open one where the band never gets there. */
export function dayRange(t: Translator, lower: number | null, upper: number | null): string {
  if (lower === null) return '';
  if (upper === null) return t('actionItemMetrics.daysFrom', { days: Math.round(lower) });
  return t('actionItemMetrics.daysRange', { lower: Math.round(lower), upper: Math.round(upper) });
}
