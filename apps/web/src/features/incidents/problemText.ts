import type { InstantProblem } from '@tenken/shared/incidents.contract';
import type { Translator } from '../../i18n/createTranslator.js';

/** What is wrong with the times, in a sentence. */
export function problemText(problem: InstantProblem, t: Translator): string {
  const [from, to] = problem.fields;
  return t(`incidents.problemText.${problem.code}`, {
    from: t(`incidents.instant.${from ?? 'startedAt'}`),
    to: t(`incidents.instant.${to ?? from ?? 'startedAt'}`),
  });
}
