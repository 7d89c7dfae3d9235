import { type AgendaStep, isKnownReviewStep, REVIEW_STEPS } from '@tenken/shared/reviews.contract';

/** A step while it is edited. */
export type DraftStep = AgendaStep & { title: string | null };

/** The step moved up (−1) or down (1); the same list where it cannot be. */
export function moveStep(steps: readonly DraftStep[], key: string, by: 1 | -1): readonly DraftStep[] {
  const index = steps.findIndex((step) => step.key === key);
  const other = steps[index + by];
  const step = steps[index];
  if (step === undefined || other === undefined) return steps;
  return steps.map((one, place) => (place === index ? other : place === index + by ? step : one));
}

/** A new step to talk in, before the wrap-up (or at the end); its key is new in the agenda. */
export function addStep(steps: readonly DraftStep[], title: string, minutes: number): readonly DraftStep[] {
  let n = 1;
  while (steps.some((step) => step.key === `talk_${n}`)) n += 1;
  return insertBeforeEnd(steps, { key: `talk_${n}`, title, minutes });
}

/** A known step that was taken out, in again. */
export function addKnownStep(
  steps: readonly DraftStep[],
  key: string,
  minutes: number,
): readonly DraftStep[] {
  return insertBeforeEnd(steps, { key, title: null, minutes });
}

/** Known steps that this agenda does not have. */
export function missingSteps(steps: readonly DraftStep[]): readonly (typeof REVIEW_STEPS)[number][] {
  return REVIEW_STEPS.filter((key) => !steps.some((step) => step.key === key));
}

/** True when it can be sent: there is a step, and each of one's own has a title. */
export function isWhole(steps: readonly DraftStep[]): boolean {
  return steps.length > 0 && steps.every((step) => isKnownReviewStep(step.key) || !!step.title?.trim());
}

function insertBeforeEnd(steps: readonly DraftStep[], step: DraftStep): readonly DraftStep[] {
  const end = steps.findIndex(({ key }) => key === 'wrap_up');
  return end < 0 || step.key === 'wrap_up'
    ? [...steps, step]
    : [...steps.slice(0, end), step, ...steps.slice(end)];
}
