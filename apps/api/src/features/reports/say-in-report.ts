import type { ReportLanguage } from './format-value.js';
import { type ReportWord, reportWordsEn } from './report-words-en.js';
import { reportWordsJa } from './report-words-ja.js';

/** A word of a report with its values put in. */
export function sayInReport(
  language: ReportLanguage,
  word: ReportWord,
  values: Record<string, string | number> = {},
): string {
  const text = (language === 'ja' ? reportWordsJa : reportWordsEn)[word];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** A word for a code (`reason.drill`), or the code itself where it is of another version or of the installation. */
export function sayCode(
  language: ReportLanguage,
  kind: 'verdict' | 'metric' | 'reason' | 'group',
  code: string,
): string {
  const word = `${kind}.${code}`;
  return word in reportWordsEn ? sayInReport(language, word as ReportWord) : code;
}
