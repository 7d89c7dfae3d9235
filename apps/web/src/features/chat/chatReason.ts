import type { Translator } from '../../i18n/createTranslator.js';

/** Why a message did not arrive: the catalogue's sentence for the code, else the server's own. */
export function chatReason(error: { code: string; detail: string | null }, t: Translator): string {
  return t.optional(`chat.code.${error.code}`) ?? error.detail ?? error.code;
}
