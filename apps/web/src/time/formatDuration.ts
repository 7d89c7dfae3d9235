import type { Language } from '../i18n/language.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS = {
  en: { day: 'd', hour: 'h', minute: 'm', second: 's', space: ' ', padHour: true },
  ja: { day: '日', hour: '時間', minute: '分', second: '秒', space: '', padHour: false },
} as const;

/**
 * Seconds as at most two units: `42s`, `42m`, `2h 05m`, `1d 04h`; `42秒`, `42分`, `2時間05分`, `1日4時間`.
 * Null (a figure that cannot be had) is a dash, never 0. Rounds to the smaller unit shown, and carries.
 */
export function formatDuration(seconds: number | null, language: Language): string {
  if (seconds === null || !Number.isFinite(seconds)) return '—';
  if (seconds < 0) return `−${formatDuration(-seconds, language)}`;
  const unit = UNITS[language];
  const two = (n: number) => String(n).padStart(2, '0');
  const whole = Math.round(seconds);
  if (whole < MINUTE) return `${whole}${unit.second}`;
  const minutes = Math.round(seconds / MINUTE);
  if (minutes * MINUTE < HOUR) return `${minutes}${unit.minute}`;
  if (minutes * MINUTE < DAY) {
    return `${Math.floor(minutes / 60)}${unit.hour}${unit.space}${two(minutes % 60)}${unit.minute}`;
  }
  const hours = Math.round(seconds / HOUR);
  const rest = hours % 24;
  return `${Math.floor(hours / 24)}${unit.day}${unit.space}${unit.padHour ? two(rest) : rest}${unit.hour}`;
}
