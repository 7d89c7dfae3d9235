import type { Language } from './language.js';

/** The whole catalogue of one language, loaded when first needed. */
export async function loadCatalogue(language: Language): Promise<Readonly<Record<string, string>>> {
  if (language === 'ja') return (await import('./catalogue.ja.js')).catalogueJa;
  return (await import('./catalogue.en.js')).catalogueEn;
}
