import { ApiError } from '../api/http.js';
import type { Translator } from '../i18n/createTranslator.js';

/** What went wrong, for a person: the catalogue's sentence for the code (`error.<code>`), else the server's. */
export function errorMessage(error: unknown, t: Translator): string {
  if (error instanceof ApiError) return t.optional(`error.${error.code}`) ?? error.message;
  return t('ui.error.unexpected');
}
