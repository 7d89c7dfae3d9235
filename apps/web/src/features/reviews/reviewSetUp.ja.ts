import type { reviewSetUpEn } from './reviewSetUp.en.js';

export const reviewSetUpJa: Record<keyof typeof reviewSetUpEn, string> = {
  'reviews.setUp.stepTitle': '議題の名称',
  'reviews.setUp.stepUp': '「{step}」を上へ',
  'reviews.setUp.stepDown': '「{step}」を下へ',
  'reviews.setUp.stepRemove': '「{step}」を外す',
  'reviews.setUp.stepAdd': '議題を追加',
  'reviews.template': '議題のテンプレート',
  'reviews.template.default': '{name}（既定）',
  'reviews.template.name': 'テンプレートの名称',
  'reviews.template.save': 'テンプレートを保存',
  'reviews.template.saveAs': 'テンプレートとして保存',
  'reviews.template.update': '変更を保存',
  'reviews.template.makeDefault': '既定にする',
  'reviews.template.delete': 'テンプレートを削除',
  'reviews.template.saved': 'テンプレートを保存しました：{name}',
  'reviews.template.deleted': 'テンプレートを削除しました：{name}',
  'reviews.carried': 'これまでの点検会からの持ち越し：{decisions}、{gaps}',
  'reviews.carried.decisions': '{n, plural, other {未完了の決定#件}}',
  'reviews.carried.gaps': '{n, plural, other {未解決の監視の抜け#件}}',
  'reviews.carried.none': 'これまでの点検会からの持ち越しはありません。',
  'reviews.lobby.open.close': '終了する',
};
