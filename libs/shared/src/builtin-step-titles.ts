import type { Language } from './identity.contract.js';

/** Titles that the built-in agendas give to their steps, by the step's key. */
export const BUILTIN_STEP_TITLES: Readonly<Record<string, Record<Language, string>>> = {
  incidents_gaps: { en: 'Incidents and their fixes', ja: '障害と対応' },
  other_work: { en: 'Other work', ja: 'その他の作業' },
  overview: { en: 'Alerts: the trend', ja: 'アラートの傾向' },
  rules: { en: 'Alerts: thresholds, and what can go', ja: 'しきい値の見直しと不要なアラートの削除' },
  dashboards: { en: 'Dashboards and SLOs', ja: 'ダッシュボードとSLO' },
  topics: { en: 'Topics', ja: 'トピック' },
  coming_changes: { en: 'Coming changes', ja: '今後の変更予定' },
};

/** True while the title is the built-in one of the step's key, in whatever language: nobody has changed it. */
export function isBuiltinTitle({ key, title }: { key: string; title?: string | null | undefined }): boolean {
  return title !== null && title !== undefined && Object.values(titlesOf(key) ?? {}).includes(title);
}

/** The title of a step as a reader of a language sees it: a built-in one in that language, any other as it was written. */
export function titleOfStep(
  { key, title, isBuiltin }: { key: string; title: string | null; isBuiltin?: boolean | undefined },
  language: Language,
): string | null {
  return (isBuiltin && titlesOf(key)?.[language]) || title;
}

function titlesOf(key: string): Record<Language, string> | undefined {
  return Object.hasOwn(BUILTIN_STEP_TITLES, key) ? BUILTIN_STEP_TITLES[key] : undefined;
}
