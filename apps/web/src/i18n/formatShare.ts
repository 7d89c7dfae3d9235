import type { Language } from './language.js';

/** A share from 0 to 1 in whole per cent: `38%`, `38%`; null is a dash. Below half a per cent but not zero: `<1%`. */
export function formatShare(share: number | null, language: Language): string {
  if (share === null || !Number.isFinite(share)) return '—';
  if (share > 0 && share < 0.005) return '<1%';
  return `${Math.round(share * 100).toLocaleString(language)}%`;
}

/** A count with its separators: `12,345`. */
export function formatCount(count: number | null, language: Language): string {
  return count === null ? '—' : count.toLocaleString(language);
}
