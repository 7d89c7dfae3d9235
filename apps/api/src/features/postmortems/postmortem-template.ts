import { PostmortemSection } from '@tenken/shared/postmortem-fields.contract';

export type TemplateLanguage = 'en' | 'ja';

/** Headings of PRACTICE.md E1 in both languages. */
export const SECTION_HEADINGS: Record<TemplateLanguage, Record<PostmortemSection, string>> = {
  en: {
    timeline: 'Timeline',
    whatHappened: 'What happened',
    impact: 'Impact',
    cause: 'Cause',
    response: 'Response',
    prevention: 'Prevention',
    other: 'Other',
  },
  ja: {
    timeline: 'タイムライン',
    whatHappened: '何が起きたか',
    impact: '影響範囲',
    cause: '原因',
    response: '対応',
    prevention: '再発防止策',
    other: 'その他',
  },
};

const HINTS: Record<TemplateLanguage, Record<PostmortemSection, string>> = {
  en: {
    timeline: 'Each entry with its time zone, and a link to the graph or page that shows it.',
    whatHappened: 'In a few sentences, for a reader who was not there.',
    impact: 'Who was affected, how, how many, and for how long.',
    cause: 'Trigger and root cause apart. Speak of systems and processes, not of people.',
    response: 'What was done, what went well, what went badly, where we were lucky.',
    prevention: 'Prevent · detect sooner · mitigate · repair faster. Each with an owner and a date.',
    other: 'Anything that helps the next reader.',
  },
  ja: {
    timeline: '各項目に時刻（タイムゾーン付き）と、根拠となるグラフやページへのリンクを添えてください。',
    whatHappened: 'その場にいなかった人にも伝わるように、数文で書いてください。',
    impact: '誰に、どのような影響が、どれくらいの規模・時間で生じたか。',
    cause: 'きっかけ（トリガー）と根本原因を分けて書きます。人ではなく、仕組みとプロセスについて書きます。',
    response: '行った対応、うまくいった点、うまくいかなかった点、幸運だった点。',
    prevention: '予防・早期検出・影響の緩和・迅速な復旧の観点で、担当者と期限を添えて書きます。',
    other: '次に読む人の助けになること。',
  },
};

/** An empty postmortem to fill in: a heading and a hint for each section. */
export function postmortemTemplate(title: string, language: TemplateLanguage): string {
  const sections = PostmortemSection.options.map(
    (section) => `## ${SECTION_HEADINGS[language][section]}\n\n<!-- ${HINTS[language][section]} -->\n`,
  );
  return `# ${title}\n\n${sections.join('\n')}`;
}
