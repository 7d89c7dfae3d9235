import type { chartsEn } from './charts.en.js';

export const chartsJa: Record<keyof typeof chartsEn, string> = {
  'charts.asTable': '表で表示',
  'charts.asChart': 'グラフで表示',
  'charts.csv': 'CSV',
  'charts.csv.label': '「{title}」を CSV でダウンロード',
  'charts.keys': 'グラフ',
  'charts.key.table': 'グラフと表を切り替える',
  'charts.legend.dot': 'インシデント1件',
  'charts.legend.open': '未解消（少なくともこの長さ）',
  'charts.legend.median': '中央値と95%区間',
  'charts.legend.p90': '90 パーセンタイル',
  'charts.legend.unfinished': '集計中の期間',
  'charts.legend.before': '中央値：{period}',
  'charts.legend.change': '定義の変更',
  'charts.legend.curve': '割合',
  'charts.legend.band': '95%信頼帯',
  'charts.atRisk': '観察中の件数',
  'charts.atRisk.hint': '各日の時点で観察が続いている件数です。右側で少なくなるほど帯が広くなります。',
  'charts.days': '日数',
};
