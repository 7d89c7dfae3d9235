import type { Language } from '../i18n/language.js';
import { formatDuration } from './formatDuration.js';

/** A round length without its zero part: `4h`, `1d`, `4時間`, `1日`; what is not round as `formatDuration` says it. */
export function formatWholeDuration(seconds: number, language: Language): string {
  for (const [size, en, ja] of [
    [86_400, 'd', '日'],
    [3_600, 'h', '時間'],
  ] as const) {
    if (seconds >= size && seconds % size === 0) return `${seconds / size}${language === 'ja' ? ja : en}`;
  }
  return formatDuration(seconds, language);
}
