import { createContext, type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { createTranslator, type Translator } from './createTranslator.js';
import { type Language, saveLanguage } from './language.js';
import { loadCatalogue } from './loadCatalogue.js';

export interface LanguageContextValue {
  t: Translator;
  language: Language;
  /** Loads the other catalogue, then switches everything on the page; remembered in this browser. */
  setLanguage(language: Language): Promise<void>;
}

export const LanguageContext = createContext<LanguageContextValue | null>(null);

interface Props {
  initialLanguage: Language;
  initialMessages: Readonly<Record<string, string>>;
  children: ReactNode;
}

/** Gives `useT()` to everything below, and keeps `<html lang>` true. */
export function LanguageProvider({ initialLanguage, initialMessages, children }: Props) {
  const [{ language, messages }, setState] = useState({
    language: initialLanguage,
    messages: initialMessages,
  });
  const setLanguage = useCallback(async (next: Language) => {
    const loaded = await loadCatalogue(next);
    saveLanguage(next);
    setState({ language: next, messages: loaded });
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const value = useMemo(
    () => ({ t: createTranslator(language, messages), language, setLanguage }),
    [language, messages, setLanguage],
  );
  return <LanguageContext value={value}>{children}</LanguageContext>;
}
