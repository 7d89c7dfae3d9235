import { use } from 'react';
import type { Translator } from './createTranslator.js';
import { LanguageContext, type LanguageContextValue } from './LanguageProvider.js';

/** The language of the page and the means to change it. */
export function useLanguage(): LanguageContextValue {
  const value = use(LanguageContext);
  if (!value) throw new Error('useLanguage needs a LanguageProvider above it');
  return value;
}

/** The translator: `t('reviews.title')`, `t('reviews.count', { n: 3 })`. */
export function useT(): Translator {
  return useLanguage().t;
}
