import { createContext, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { createTranslator, type Translator } from './createTranslator.js';
import { type Language, saveLanguage } from './language.js';
import { loadCatalogue, loadWholeCatalogue } from './loadCatalogue.js';

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
  const completed = useRef<Language | null>(null);
  const value = useMemo(() => {
    // Pages bring their messages with them; should a key be missing all the same, all messages are fetched, once.
    const complete = () => {
      if (completed.current === language) return;
      completed.current = language;
      void loadWholeCatalogue(language).then((whole) =>
        setState((now) => (now.language === language ? { language, messages: whole } : now)),
      );
    };
    return { t: createTranslator(language, messages, complete), language, setLanguage };
  }, [language, messages, setLanguage]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}
