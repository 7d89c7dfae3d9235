import type { trendsEn } from './trends.en.js';

export const trendsJa: Record<keyof typeof trendsEn, string> = {
  'trends.question': '検知・復旧・再発は本当に改善しているか',
  'trends.findings': 'データから言えること',
  'trends.basis': '根拠を見る',
  'trends.scope': '対象のインシデントと比較する期間',
  'trends.compare': '比較する期間',
  'trends.compare.previous': '前の期間と比較',
  'trends.compare.last_year': '前年同期と比較',
  'trends.compare.custom': '任意の期間と比較',
  'trends.compare.none': '比較しない',
  'trends.compare.from': '比較する期間の最初の日',
  'trends.compare.to': '比較する期間の最後の日',
  'trends.changes': '定義の変更',
  'trends.keys': '推移',
  'trends.key.compare': '前の期間・前年同期・比較なしを切り替える',
  'trends.key.previous': '前の期間へ',
  'trends.key.next': '次の期間へ',
};
