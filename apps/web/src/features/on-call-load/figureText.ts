import type { LoadFigure } from '@tenken/shared/on-call-load.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatCount } from '../../i18n/formatShare.js';

const SHARES: readonly LoadFigure['key'][] = ['flood_windows', 'top_ten', 'priorities'];
const COUNTS: readonly LoadFigure['key'][] = ['chattering', 'fleeting', 'stale'];

/** A value of the scorecard: shares in per cent with the digits that the bar needs, counts whole, averages with two. */
export function figureText(key: LoadFigure['key'], value: number | null, t: Translator): string {
  if (value === null) return '—';
  if (COUNTS.includes(key)) return formatCount(value, t.language);
  if (SHARES.includes(key)) {
    const digits = value !== 0 && value < 0.1 ? 1 : 0;
    const percent = value * 100;
    if (percent > 0 && percent < 0.1) return '<0.1%';
    return `${percent.toLocaleString(t.language, { minimumFractionDigits: digits, maximumFractionDigits: digits })}%`;
  }
  if (value > 0 && value < 0.01) return '<0.01';
  const digits = value < 10 ? 2 : 1;
  return value.toLocaleString(t.language, { maximumFractionDigits: digits });
}
