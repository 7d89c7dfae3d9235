import type { Language } from './language.js';

type Messages = Readonly<Record<string, string>>;

/** Every message of one language. */
export async function loadWholeCatalogue(language: Language): Promise<Messages> {
  if (language === 'ja') return (await import('./catalogue.ja.js')).catalogueJa;
  return (await import('./catalogue.en.js')).catalogueEn;
}

let source: (language: Language) => Promise<Messages> = loadWholeCatalogue;

/** The built application loads messages page by page; tests, and what runs without the build, load all. */
export function setCatalogueSource(load: (language: Language) => Promise<Messages>): void {
  source = load;
}

/** The messages of a language that are needed now. */
export function loadCatalogue(language: Language): Promise<Messages> {
  return source(language);
}
