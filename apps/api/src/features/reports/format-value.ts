export type ReportLanguage = 'en' | 'ja';

const UNITS = [
  { seconds: 86_400, en: 'd', ja: '日' },
  { seconds: 3600, en: 'h', ja: '時間' },
  { seconds: 60, en: 'min', ja: '分' },
  { seconds: 1, en: 's', ja: '秒' },
] as const;

/** The two largest units, rounded: `1 h 12 min`, `1時間12分`; `—` where there is none. */
export function formatSeconds(seconds: number | null, language: ReportLanguage): string {
  if (seconds === null) return '—';
  const sign = seconds < 0 ? '−' : '';
  const size = Math.abs(seconds);
  const first = UNITS.findIndex((unit) => size >= unit.seconds);
  if (first === -1) return language === 'ja' ? `${sign}${round(size, 1)}秒` : `${sign}${round(size, 1)} s`;
  const smallest = UNITS[Math.min(first + 1, UNITS.length - 1)]!.seconds;
  let rest = Math.round(size / smallest) * smallest;
  const parts = UNITS.flatMap((unit) => {
    const count = Math.floor(rest / unit.seconds);
    rest -= count * unit.seconds;
    if (count === 0) return [];
    return [language === 'ja' ? `${count}${unit.ja}` : `${count} ${unit.en}`];
  });
  return sign + parts.join(language === 'ja' ? '' : ' ');
}

/** `3.4 days`, `3.4日`. */
export function formatDays(days: number | null, language: ReportLanguage): string {
  if (days === null) return '—';
  return language === 'ja' ? `${round(days, 1)}日` : `${round(days, 1)} d`;
}

/** A share as whole percents, with one decimal below 10 %. */
export function formatShare(share: number | null): string {
  if (share === null) return '—';
  const percent = share * 100;
  return `${round(percent, percent > 0 && percent < 10 ? 1 : 0)} %`;
}

/** Two decimals below 10, one above. */
export function formatNumber(value: number | null): string {
  if (value === null) return '—';
  return String(round(value, Math.abs(value) < 10 ? 2 : 1));
}

/** `a–b`; `—` where either end is missing. */
export function formatInterval(
  lower: number | null,
  upper: number | null,
  format: (value: number) => string,
): string {
  return lower === null || upper === null ? '—' : `${format(lower)}–${format(upper)}`;
}

function round(value: number, digits: number): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}
