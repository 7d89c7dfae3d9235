import type { Language } from '../../i18n/language.js';

/** `24 Aug`, `8/24`: a day on an axis, whose year stands elsewhere. */
export function shortDay(day: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    day: 'numeric',
    month: language === 'ja' ? 'numeric' : 'short',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${day}T00:00:00Z`));
}
