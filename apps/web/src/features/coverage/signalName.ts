import type { Translator } from '../../i18n/createTranslator.js';

/** The name of a signal in the reader's language; a team's own signal is its word, with blanks. */
export function signalName(signal: string, t: Translator): string {
  return t.optional(`coverage.signal.${signal}`) ?? signal.replaceAll('_', ' ');
}
