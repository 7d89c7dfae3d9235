import { titleOfStep } from '@tenken/shared/builtin-step-titles';
import type { AgendaItem } from '@tenken/shared/review-agenda.contract';
import { isKnownReviewStep, type KnownReviewStep } from '@tenken/shared/reviews.contract';
import type { Translator } from '../../i18n/createTranslator.js';

/** A step's own title (a built-in one in the reader's language), or the name of a known one in the reader's language. */
export function stepName(
  step: { key: string; title: string | null; isBuiltin?: boolean | undefined },
  t: Translator,
): string {
  return (
    titleOfStep(step, t.language) ?? (isKnownReviewStep(step.key) ? t(`reviews.step.${step.key}`) : step.key)
  );
}

const STEP_OF_KIND: Record<Exclude<AgendaItem['kind'], 'topic'>, KnownReviewStep> = {
  decision: 'open_decisions',
  alert_rule: 'rules',
  incident: 'incidents_gaps',
  coverage_gap: 'incidents_gaps',
};

/** The step at which an item is looked at. */
export function stepOfItem(item: AgendaItem): string | null {
  return item.kind === 'topic' ? item.step : STEP_OF_KIND[item.kind];
}
