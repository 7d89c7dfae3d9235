import type { RecurrenceReason } from '@tenken/shared/recurrences.contract';
import type { Translator } from '../../i18n/createTranslator.js';

/** A reason in words, as in "same cause: Network". */
export function reasonText(reason: RecurrenceReason, t: Translator): string {
  return t(`recurrences.reason.${reason.code}`, { detail: detailOf(reason, t) ?? '' });
}

function detailOf({ code, detail }: RecurrenceReason, t: Translator): string | null {
  if (detail === null) return null;
  if (code === 'same_cause') return t.optional(`incidents.cause.${detail}`) ?? detail;
  if (code === 'same_trigger') return t.optional(`incidents.trigger.${detail}`) ?? detail;
  if (code === 'similar_text') return t('recurrences.percent', { value: Number(detail) });
  return detail;
}
