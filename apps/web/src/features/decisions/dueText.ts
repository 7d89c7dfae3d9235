import type { Decision } from '@tenken/shared/decisions.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatDay } from '../../time/formatInstant.js';

/** The day until which a decision is to be carried out, and whether it is over; a dash when there is none. */
export function dueText(decision: Pick<Decision, 'dueOn' | 'isOverdue'>, t: Translator): string {
  const day = formatDay(decision.dueOn, t.language);
  return decision.isOverdue ? t('ui.aside', { text: day, aside: t('reviews.overdue') }) : day;
}
