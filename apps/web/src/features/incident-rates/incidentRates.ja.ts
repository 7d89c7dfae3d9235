import type { incidentRatesEn } from './incidentRates.en.js';

export const incidentRatesJa: Record<keyof typeof incidentRatesEn, string> = {
  'incidentRates.title': 'インシデントはどれくらいの頻度で起きているか',
  'incidentRates.figure.rate': '週あたりのインシデント数',
  'incidentRates.figure.n': 'インシデント数',
  'incidentRates.figure.between': '平均発生間隔（日）',
  'incidentRates.figure.between.few': '10件以上で表示します。それ未満は発生率を見てください。',
  'incidentRates.figure.change': '比較',
  'incidentRates.figure.against': '{against}との比較',
  'incidentRates.days': '{days, number}日',
  'incidentRates.notBegun': '期間がまだ始まっていません。',
  'incidentRates.exposure': '{days, number}日間',
  'incidentRates.verdict.lower': '減少',
  'incidentRates.verdict.higher': '増加',
  'incidentRates.verdict.no_clear_change': '明確な変化なし',
  'incidentRates.verdict.too_few': '件数不足で判断できない',
  'incidentRates.verdict.unfinished': '比較なし',
  'incidentRates.verdict.alone': '比較なし',
  'incidentRates.verdict.alone.hint': '比較する期間が選ばれていません。',
  'incidentRates.verdict.ratio':
    '週{rate}件、比較対象は週{before}件。頻度は{ratio}倍（95%区間{lower}〜{upper}、p {p}、{n}件と <rows>{m}</rows>件）。',
  'incidentRates.verdict.ratio.atLeast':
    '週{rate}件。比較対象に記録がないため、頻度は少なくとも{lower}倍です（p {p}、{n}件と <rows>{m}</rows>件）。',
  'incidentRates.verdict.too_few.hint': '{n}件と <rows>{m}</rows>件では、発生率の差を判断できません。',
  'incidentRates.verdict.unfinished.hint':
    '{running, select, current {期間がまだ終わっていません。} other {比較する期間がまだ終わっていません。}}現時点で週{rate}件、比較対象は週{before}件（{n}件と <rows>{m}</rows>件）。',
  'incidentRates.finding.lower':
    '<b>インシデント</b>は{against}より減りました。週{rate}件（比較対象{before}件）で、{least, number, percent}〜{most, number, percent}の減少です（{n}件と{m}件）。',
  'incidentRates.finding.higher':
    '<b>インシデント</b>は{against}より増えました。週{rate}件で、{bounded, select, yes {比較対象（{before}件）の {times}〜{mostTimes}倍の頻度です} other {比較対象に記録がないため、頻度は少なくとも{times}倍です}}（{n}件と{m}件）。',
  'incidentRates.finding.no_clear_change':
    '<b>インシデント</b>の頻度は{against}と比べて明確な変化がありません（週{rate}件、比較対象{before}件。{n}件と{m}件）。{least, number, percent}の減少から{bounded, select, yes { {most, number, percent}の増加} other {何倍もの増加}}までがありえます。',
  'incidentRates.finding.too_few':
    '<b>インシデント</b>は週{rate}件です。件数不足のため、{against}との差は判断できません（{n}件と{m}件）。',
  'incidentRates.finding.unfinished':
    '<b>インシデント</b>は現時点で週{rate}件（{n}件）、{against}は週{before}件（{m}件）です。{running, select, current {期間がまだ終わっていない} other {比較する期間がまだ終わっていない}}ため、まだ判断していません。',
  'incidentRates.finding.alone':
    '<b>インシデント</b>は週{rate}件です（95%区間{lower}〜{upper}、{n, number}件）。',
  'incidentRates.finding.none':
    '<b>インシデント</b>はこの期間にありません。週{upper}件までなら、この結果と矛盾しません。',
  'incidentRates.finding.notBegun': '<b>インシデント</b>：この期間はまだ始まっていません。',
  'incidentRates.chart.title': '週{rate}件',
  'incidentRates.chart.title.none': '週あたりのインシデント数',
  'incidentRates.chart.summary':
    '95%区間{lower}〜{upper}、{n, number}件。期間ごとの発生率と正確区間。期間をクリックすると対象のインシデントを表示します。',
  'incidentRates.chart.groups':
    '全 {total} グループのうち、件数の多い {shown} グループを同じ縦軸で表示しています。',
  'incidentRates.chart.small': '{group}：週{rate}件、n = {n}',
  'incidentRates.tip.rate': '週{rate}件',
  'incidentRates.tip.interval': '95%区間{lower}〜{upper}',
  'incidentRates.tip.n': '{n, number}件',
  'incidentRates.tip.unfinished': 'まだ終わっていない期間（経過した日数で計算）',
  'incidentRates.tip.notBegun': 'まだ始まっていない期間',
  'incidentRates.legend.rate': '発生率と95%区間',
  'incidentRates.legend.cut': '区間が縦軸の範囲を超えるもの',
  'incidentRates.legend.before': '発生率：{period}',
  'incidentRates.table': '期間ごとの週あたりのインシデント数',
  'incidentRates.col.group': 'グループ',
  'incidentRates.col.period': '期間',
  'incidentRates.col.n': '件数',
  'incidentRates.col.rate': '週あたり',
  'incidentRates.col.interval': '95%区間',
  'incidentRates.col.days': '経過日数',
  'incidentRates.col.excluded': '除外',
  'incidentRates.total': '範囲全体',
  'incidentRates.excluded': '除外：{list}。上の「数値の内訳」で含めることができます。',
  'incidentRates.excluded.one': '{reason} {n}件',
  'incidentRates.empty.title': 'この範囲にインシデントはありません',
  'incidentRates.empty.hint':
    '0件も結果です。{days, number}日間に1件もない場合、週{upper}件までなら矛盾しません。',
};
