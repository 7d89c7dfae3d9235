import type { Language } from './language.js';

/** The messages of one catalogue file, in both languages, loaded when first needed. */
export type MessagePart = { readonly id: string } & Readonly<
  Record<Language, () => Promise<Readonly<Record<string, unknown>>>>
>;
type Messages = Record<string, string>;

/** What every page needs. */
const SHELL: readonly MessagePart[] = [
  { id: 'app', en: () => import('../app/app.en.js'), ja: () => import('../app/app.ja.js') },
  { id: 'ui', en: () => import('../ui/ui.en.js'), ja: () => import('../ui/ui.ja.js') },
];

interface Loaded {
  language: Language;
  /** Grows as pages are opened; a translator over it sees what was added. */
  messages: Messages;
  ids: Set<string>;
}

const known = new Map<string, MessagePart>(SHELL.map((part) => [part.id, part]));
let current: Loaded | null = null;

async function fill(into: Loaded, parts: readonly MessagePart[]): Promise<void> {
  await Promise.all(
    parts.map(async (part) => {
      const module = await part[into.language]();
      for (const value of Object.values(module)) {
        if (typeof value === 'object') Object.assign(into.messages, value);
      }
      into.ids.add(part.id);
    }),
  );
}

/** The messages of a language: those of the shell, and of every page opened so far. */
export async function loadMessages(language: Language): Promise<Readonly<Messages>> {
  const loading: Loaded = { language, messages: {}, ids: new Set() };
  for (;;) {
    const missing = [...known.values()].filter((part) => !loading.ids.has(part.id));
    if (missing.length === 0) break;
    await fill(loading, missing);
  }
  current = loading;
  return loading.messages;
}

/**
 * Loads what a page says, in the language of the moment. The build writes a call of it to the top of every
 * page (see `vite-message-parts.ts`), so a page is drawn only when its words are there.
 */
export async function needMessages(parts: readonly MessagePart[]): Promise<void> {
  for (const part of parts) known.set(part.id, part);
  for (let here = current; here !== null; here = current) {
    const loaded = here.ids;
    const missing = parts.filter((part) => !loaded.has(part.id));
    if (missing.length > 0) await fill(here, missing);
    // The language may have changed meanwhile.
    if (here === current) return;
  }
}
