import { ApiError } from '../api/http.js';
import type { Translator } from '../i18n/createTranslator.js';

/**
 * What went wrong, for a person: the catalogue's sentence for the code (`error.<code>`); `<noun>_not_found`
 * falls back to the general one; else the server's own sentence.
 */
export function errorMessage(error: unknown, t: Translator): string {
  if (error instanceof ApiError) {
    const general = error.code.endsWith('_not_found') ? t('error.not_found') : error.message;
    return t.optional(`error.${error.code}`) ?? general;
  }
  return t('ui.error.unexpected');
}
