import type { Translator } from '../../i18n/createTranslator.js';

interface Problem {
  code: string | null;
  params: Record<string, string | number>;
  reason: string;
}

/** Why a line or a cell is not taken: in the reader's language where the server gave a code, else in its own words. */
export function problemText(t: Translator, { code, params, reason }: Problem): string {
  if (code === null) return reason;
  return t.optional(`imports.problem.${code}`, params) ?? t.optional(`error.${code}`, params) ?? reason;
}
