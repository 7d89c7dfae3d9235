import type { alertDurationsEn } from './alertDurations.en.js';

export const alertDurationsJa: Record<keyof typeof alertDurationsEn, string> = {
  'alertDurations.chart.title': 'アラートの継続時間（サービス・月別）',
  'alertDurations.chart.summary':
    '期間にかかる月（UTC）を丸ごと、共通の軸で示します。アラートの多い順に{total}サービス中{shown}サービスを表示しています。CSV にはすべて含まれます。',
  'alertDurations.chart.small': '{service}：終了{n}件{open, plural, =0 {} other {、発報中#件}}',
  'alertDurations.noService': 'サービス未設定のルール',
  'alertDurations.unfinished': '集計中（現時点の値）',
  'alertDurations.tip.n': '終了したアラート{n}件',
  'alertDurations.tip.open': '発報中{n}件（集計に含みません）',
  'alertDurations.table': 'サービス・月別のアラートの継続時間',
  'alertDurations.col.service': 'サービス',
  'alertDurations.col.month': '月（UTC）',
  'alertDurations.col.n': '終了',
  'alertDurations.col.open': '発報中（集計外）',
  'alertDurations.empty.title': 'この期間のアラートはありません',
  'alertDurations.empty.hint': '{from}以降に発報がないか、アラートを送るソースがまだありません。',
  'alertDurations.empty.narrowed':
    '画面上部で選んだサービスやチームのルールは、{from}以降に発報していません。ルールは現在のサービスで集計します。',
};
