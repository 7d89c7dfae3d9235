import type { trendsEn } from './trends.en.js';

export const trendsJa: Record<keyof typeof trendsEn, string> = {
  'trends.question': '検知・復旧・再発は本当に改善しているか',
  'trends.findings': 'データから言えること',
  'trends.basis': '根拠を見る',
  'trends.keys': '推移',
  'trends.key.previous': '前の期間へ',
  'trends.key.next': '次の期間へ',
};
