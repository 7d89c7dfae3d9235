import { useEffect } from 'react';
import { useSignedInUser } from '../api/session.js';
import { readSavedLanguage } from '../i18n/language.js';
import { useLanguage } from '../i18n/useT.js';

/**
 * Who signs in on a new browser finds the language of their profile. What was chosen in this browser, or is asked
 * for by the address, wins.
 */
export function useOwnLanguage(): void {
  const own = useSignedInUser()?.language ?? null;
  const { language, setLanguage } = useLanguage();
  useEffect(() => {
    if (own === null || own === language || readSavedLanguage() !== null) return;
    if (new URLSearchParams(window.location.search).has('lang')) return;
    void setLanguage(own);
  }, [own, language, setLanguage]);
}
