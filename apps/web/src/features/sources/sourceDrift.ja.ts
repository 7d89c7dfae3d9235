import type { sourceDriftEn } from './sourceDrift.en.js';

export const sourceDriftJa: Record<keyof typeof sourceDriftEn, string> = {
  'sources.drift.title': '受信データの構造',
  'sources.drift.badge': '{n, plural, other {構造の変化#件}}',
  'sources.drift.empty': 'まだ確認した配信がありません',
  'sources.drift.empty.hint': '受信した配信のうち、1分あたり数件の構造を確認します。',
  'sources.drift.learning': '{n, plural, other {構造を学習中です（{since}から#件）}}',
  'sources.drift.learning.hint':
    '50件以上かつ1日以上の学習後、追加・欠落した項目や型が変わった項目をここに表示します。',
  'sources.drift.endLearning': 'これまでの構造を基準にする',
  'sources.drift.none':
    '変化はありません。確認した{n, plural, other {#}}件の配信から{fields, plural, other {#}}個の項目を把握しています。',
  'sources.drift.hint':
    '送信側のデータ構造が変わりました。想定どおりであれば「想定どおり」を押してください。そうでなければ、読み取り結果を確認してください。',
  'sources.drift.kind.new': '新しい項目',
  'sources.drift.kind.missing': '欠落した項目',
  'sources.drift.kind.retyped': '型の変化',
  'sources.drift.new': '{since} に初めて受信（確認した配信のうち{n, plural, other {#}}件）',
  'sources.drift.missing':
    'これまで常にあった項目が{since}から欠落（確認した配信のうち{n, plural, other {#}}件）。最後の受信：{last}',
  'sources.drift.retyped': '{since}から {before} ではなく {after} に変化',
  'sources.drift.example': '例：{example}',
  'sources.drift.type.text': '文字列',
  'sources.drift.type.number': '数値',
  'sources.drift.type.boolean': '真偽値',
  'sources.drift.type.object': 'オブジェクト',
  'sources.drift.type.array': '配列',
  'sources.drift.expected': '想定どおり',
  'sources.drift.expectedOne': '{path} は想定どおり',
  'sources.drift.expectedAll': '{n}件すべて想定どおり',
  'sources.drift.acknowledged': '{n, plural, other {#件を想定どおりとしました}}',
};
