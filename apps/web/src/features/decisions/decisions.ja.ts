import type { decisionsEn } from './decisions.en.js';

/** 決定のメッセージ。 */
export const decisionsJa: Record<keyof typeof decisionsEn, string> = {
  'decisions.rule.nothing': '該当するルールがありません',
  'decisions.mergeInto': '統合先のルール',
  'decisions.mergeInto.hint': '今後はこのルールが知らせます。',
  'decisions.accepted.perWeek': '許容するアラート数（週あたり）',
  'decisions.accepted.perWeek.hint': 'これを超えて発報すると、再び判断の対象になります。',
  'decisions.accepted.until': '次に見直す日',
  'decisions.accepted.until.hint': '発報数にかかわらず、この日に見直します。',
  'decisions.effectiveAt': '発効日時',
  'decisions.effectiveAt.hint':
    '空欄のときは、次にルールの定義が変わった時点、または完了とした時点とします。',
  'decisions.replay.title': 'what-if の結果を引き継ぎます',
  'decisions.replay':
    '過去の記録に当てはめると、発報は週 {before, number, ::.#} 件から {after, number, ::.#} 件になる見込みでした。',
  'decisions.replay.lost':
    '{missed, plural, =0 {} other {# 件のインシデントを見逃す見込みでした。}}{late, plural, =0 {} other {# 件の検知が遅れる見込みでした。}}',
};
