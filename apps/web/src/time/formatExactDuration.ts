import type { Language } from '../i18n/language.js';

const UNITS = [
  [86_400, 'd', '日'],
  [3_600, 'h', '時間'],
  [60, 'm', '分'],
  [1, 's', '秒'],
] as const;

/** Seconds of a setting, to the second: `10m`, `1h 30m`, `1m 30s`; `10分`, `1時間30分`, `1分30秒`. Nothing is rounded. */
export function formatExactDuration(seconds: number, language: Language): string {
  let rest = seconds;
  const parts: string[] = [];
  for (const [size, en, ja] of UNITS) {
    const n = size === 1 ? rest : Math.floor(rest / size);
    rest -= n * size;
    if (n > 0) parts.push(`${n}${language === 'ja' ? ja : en}`);
  }
  if (parts.length === 0) return language === 'ja' ? '0秒' : '0s';
  return parts.join(language === 'ja' ? '' : ' ');
}
