import type { Severity } from '@tenken/shared/incidents.contract';

/** The questions of the guide, in their order (PRACTICE.md A3). */
export const SEVERITY_QUESTIONS = ['moneyOrSecurity', 'everyone', 'core', 'usable'] as const;
export type SeverityQuestion = (typeof SEVERITY_QUESTIONS)[number];
export type SeverityAnswers = Partial<Record<SeverityQuestion, boolean>>;

/** Which answer ends the questions, and with which severity. */
const ENDINGS: Record<SeverityQuestion, { answer: boolean; severity: Severity }> = {
  moneyOrSecurity: { answer: true, severity: 'SEV1' },
  everyone: { answer: true, severity: 'SEV2' },
  core: { answer: true, severity: 'SEV2' },
  usable: { answer: true, severity: 'SEV4' },
};

export interface SeverityJudgement {
  /** null while a question is open */
  severity: Severity | null;
  /** the question that decided, or the next one to answer */
  decidedBy: SeverityQuestion | null;
  next: SeverityQuestion | null;
}

/**
 * The same answers always give the same severity: security or money → SEV1; everyone is affected, or a core function
 * fails → SEV2; still usable → SEV4; what is left → SEV3.
 */
export function judgeSeverity(answers: SeverityAnswers): SeverityJudgement {
  for (const question of SEVERITY_QUESTIONS) {
    const answer = answers[question];
    if (answer === undefined) return { severity: null, decidedBy: null, next: question };
    if (answer === ENDINGS[question].answer)
      return { severity: ENDINGS[question].severity, decidedBy: question, next: null };
  }
  return { severity: 'SEV3', decidedBy: 'usable', next: null };
}
