import type { definitionsEn } from './metric-definitions-en.js';

/** What each figure means, in Japanese. */
export const definitionsJa: Record<keyof typeof definitionsEn, string> = {
  'definition.ttd.title': '検知時間（TTD）',
  'definition.ttd.text':
    '影響開始から、人または監視が最初に気づくまでの時間。中央値と 95 % 正確区間を表示します。MTTD は算術平均です。連携元が別の時刻で埋めただけの時刻は、所要時間が必ず 0 になる場合には数えません。',
  'definition.tta.title': '対応開始時間（TTA）',
  'definition.tta.text':
    '検知から、担当者が対応を始めるまでの時間。中央値と 95 % 正確区間を表示します。MTTA は算術平均です。まだ誰も対応を始めておらず、解消もしていないインシデントは継続中として数えます。',
  'definition.ttm.title': '緩和時間（TTM）',
  'definition.ttm.text':
    '影響開始から、利用者への影響が収まるか抑え込まれるまでの時間。中央値と 95 % 正確区間を表示します。MTTM は算術平均です。未解消のインシデントは継続中として数えます。',
  'definition.ttr.title': '復旧時間（TTR）',
  'definition.ttr.text':
    '影響開始から、サービスが完全に復旧するまでの時間。再オープンされた場合は最後の解消を採用します。中央値と 95 % 正確区間を表示します。MTTR は算術平均です。未解消のインシデントは「現時点で解消」とみなさず継続中として数え、1 件でもあれば中央値はカプラン・マイヤー法で求めます。',
  'definition.ttr_from_detection.title': '検知からの復旧時間',
  'definition.ttr_from_detection.text':
    '検知から、サービスが完全に復旧するまでの時間。誰も気づいていなかった時間を含まない、独立した指標です。',
  'definition.duration_pair.title': '2 つの時刻の間の時間',
  'definition.duration_pair.text':
    '中央値と 95 % 正確区間を表示します。平均は算術平均です。どちらかの時刻が不明なもの、後の時刻が前の時刻より早いものは、理由を示して除外します。未解消のインシデントは、後の時刻がこれから来るものであれば継続中として数えます。',
  'definition.incident_rate.title': 'インシデント発生率',
  'definition.incident_rate.text':
    '期間内に始まったインシデントの件数を、期間のうち経過した時間で割った値。ポアソン分布の 95 % 正確区間（Garwood）を併記します。影響開始が不明な場合は、検知または宣言の時刻で期間を決めます。訓練・テスト・メンテナンス・統合済みの重複は、指定しない限り除きます。平均発生間隔は 10 件以上のときだけ表示します。2 つの期間は、発生率の比についての正確な条件付き検定で比べます。',
  'definition.recurrence.title': '再発率',
  'definition.recurrence.text':
    '期間内のインシデントのうち、過去のインシデントの再発であるものの割合。95 % ウィルソン区間を併記します。人が確認した関連と、候補にとどまる関連は分けて数えます。',
  'definition.recurrence_change.title': '再発率の変化',
  'definition.recurrence_change.text':
    'この期間と比較期間の再発率（確認済み）を、フィッシャーの正確検定（両側、α = 0.05）で比べます。「増加」「減少」は p が 0.05 未満のときだけ示し、どちらかの期間が 6 件未満のときは判断しません。終わっていない期間は比較しません。',
  'definition.recurred_fix_open.title': '恒久対応が未完了のままの再発',
  'definition.recurred_fix_open.text':
    '元のインシデントのアクションアイテム（予防・検出・緩和・修正）が完了していない時点で再発したインシデント。見送ったものも完了していないものとして数え、件数を別に示します。該当するアクションアイテムを一覧で示します。',
  'definition.recurred_after_fix.title': '恒久対応後の再発',
  'definition.recurred_after_fix.text':
    '元のインシデントのアクションアイテム（予防・検出・緩和・修正）がすべて完了した後に再発したインシデント。対応が有効でなかったことを示します。',
  'definition.time_to_recurrence.title': '再発までの時間',
  'definition.time_to_recurrence.text':
    'インシデントの解消から、人が関連付けた次のインシデントの影響開始までの時間（カプラン・マイヤー法）。期間内の解消済みインシデントをすべて対象とし、まだ再発していないものは継続中として数えます。',
  'definition.change.title': '前の期間との比較',
  'definition.change.text':
    'この期間の幾何平均を前の期間の幾何平均で割った値と、その 95 % 区間（対数でのウェルチの t 検定）。区間が 1 を含まないときだけ「短縮」「長期化」と判定し、どちらかの期間が 6 件未満なら「判断するには件数不足」とします。終わっていない期間や、未解消のインシデントが残る期間は比較しません。',
  'definition.lenses.title': 'アクションアイテムの種類',
  'definition.lenses.text':
    '期間内のアクションアイテムの、4 つの観点（予防・検出・緩和・修正）とその他への内訳。削除済みは除きます。',
  'definition.completion_rate.title': '完了率',
  'definition.completion_rate.text':
    '期間内に作成されたアクションアイテム（削除済みを除く）のうち、完了したものの割合。95 % ウィルソン区間を併記します。見送りと未完了は分母に含みます。',
  'definition.on_time_rate.title': '期限内完了率',
  'definition.on_time_rate.text':
    '期限が過ぎたアクションアイテムのうち、期限までに完了したものの割合。95 % ウィルソン区間を併記します。未完了のものは遅延として数え、期限前に見送ったものは除きます。期限は、人やトラッカーが決めた日、なければインシデントの重大度の目標日です。',
  'definition.time_to_complete.title': '完了までの日数',
  'definition.time_to_complete.text':
    '作成から各日までに完了した割合（アーレン・ヨハンセン法）。見送りは競合する結果、未完了は継続中として扱い、削除済みは除きます。',
  'definition.overdue.title': '期限超過のアクションアイテム',
  'definition.overdue.text':
    '完了・見送り・削除のいずれでもなく、期限を過ぎたアクションアイテム。期限は、人やトラッカーが決めた日、なければインシデントの重大度の目標日です。',
  'definition.ageing.title': '未完了アクションアイテムの経過日数',
  'definition.ageing.text':
    '作成時期を問わず、今日の時点で未完了のすべてのアクションアイテムを、作成からの日数で数えます。営業日は、担当チームのカレンダーで作成日の翌日から今日までの営業日です。',
  'definition.cohort_comparison.title': '別の期間との比較（アクションアイテム）',
  'definition.cohort_comparison.text':
    '割合はフィッシャーの正確確率検定で比べます。前の期間のものは完了までの時間が長くあったため、進み方も比べます。未完了のものが完了していく速さが両期間で同じかどうかを、それぞれ追跡できた長さだけ見るログランク検定です。見送りはそこで追跡終了として扱います。',
  'definition.recurred_after_closing.title': '効かなかった対策',
  'definition.recurred_after_closing.text':
    '期間内に作成され完了したアクションアイテム（予防・検出・緩和・修正）のうち、完了後に元のインシデントが再発したもの（人が再発と確認した後のインシデントが、完了より後に始まったもの）。完了した対策全体に対する割合に 95 % ウィルソン区間を併記します。',
  'definition.fired.title': '発報数',
  'definition.fired.text':
    '期間内に始まった、その監視ルールのアラートの数。同じアラートの繰り返し通知は 1 件と数えます。',
  'definition.pages.title': '呼び出し数',
  'definition.pages.text': '人に通知されたアラートの数。',
  'definition.self_resolved.title': '自然復旧',
  'definition.self_resolved.text': '終了したアラートのうち、誰も対応を始めないまま終わったものの割合。',
  'definition.fleeting.title': '短時間で終了',
  'definition.fleeting.text': '終了したアラートのうち、5 分以内に終わったものの割合。',
  'definition.chattering.title': 'チャタリング',
  'definition.chattering.text': '同じアラートが 1 時間以内に 3 回以上発報した状態。',
  'definition.stale.title': '長期継続',
  'definition.stale.text': '24 時間以上発報し続けたアラート。',
  'definition.precision.title': '適合率',
  'definition.precision.text':
    '判定済みのアラート（「想定内」「保留」を除く）のうち、対応要と判定されたものの割合。95 % ウィルソン区間と、判定済みの割合を併記します。',
  'definition.false_positive_rate.title': '誤検知率',
  'definition.false_positive_rate.text':
    '判定済みのアラート（「想定内」「保留」を除く）のうち、誤検知（偽陽性）と判定されたものの割合。95 % ウィルソン区間を併記します。',
  'definition.alert_rules.title': '監視ルールの数値',
  'definition.alert_rules.text':
    '期間中に始まったアラートをルールごとに集計します。呼び出し：人に通知したもの。自然復旧：対応開始の記録がないまま終了。短時間で終了：5 分以内に終了。適合率：「想定内」「保留」を除く判定済みのうち対応要の割合。時間帯はルールを担当するチームの時計で分けます。',
  'definition.nuisance_rate.title': '不要アラート率',
  'definition.nuisance_rate.text':
    '判定済みのアラート（「想定内」「保留」を除く）のうち、誤検知・対応不要・重複と判定されたものの割合。95 % ウィルソン区間を併記します。',
  'definition.night_pages.title': '夜間の呼び出し',
  'definition.night_pages.text':
    'ルールを担当するチームの時計で 22:00〜08:00 に届いた呼び出し（時間はチームの設定で変更できます）。勤務時間は祝日を除く勤務日の勤務時間帯、残りは勤務時間外です。',
  'definition.episode_duration.title': 'アラートの継続時間',
  'definition.episode_duration.text':
    '終了したアラートの開始から終了まで。件数が少ないうちは正確な中央値、多い場合はヒストグラムによる値（誤差 2.3 % 以内）です。',
  'definition.top10_share.title': '上位 10 ルールの割合',
  'definition.top10_share.text': '最も多く発報した 10 ルールのアラートが、期間中の全アラートに占める割合。',
  'definition.incidents_caught.title': '間に合って検知したインシデント',
  'definition.incidents_caught.text':
    '検知の 1 分後までにこのルールのアラートが始まっていたインシデント。人が確認した関連付けで数え、候補のままのものは分けて示します。',
  'definition.recall.title': 'アラートで検知した割合',
  'definition.recall.text':
    '検知の 1 分後までに始まったアラートが関連付けられているインシデントの割合（95 % ウィルソン区間つき）。判断できないもの（検知時刻が不明、当時のアラートの記録がない、記録にないアラートで検知）は母数から除きます。遅れ：最初のアラートがそれより後。見逃し：アラートなし。人が確認した関連付けと、候補のままの関連付けは分けて数えます。',
  'definition.alert_lag.title': 'アラートの遅れ',
  'definition.alert_lag.text': '影響開始から、関連付けられた最初のアラートまでの時間。',
  'definition.coverage.title': '監視カバレッジ',
  'definition.coverage.text':
    'サービスとシグナルの組ごとの状態。実証済み（実際のインシデントを捉えた）、未検証（ルールはある）、抜け（必要だったのに間に合わなかった）、許容（監視しないと判断した）、なし。',
  'definition.incident_count.title': 'インシデント数',
  'definition.incident_count.text':
    '期間内に始まったインシデントの数。訓練・試験・メンテナンス・統合された重複は、指定しない限り除きます。',
  'definition.postmortems.title': 'ポストモーテム',
  'definition.postmortems.text':
    '実インシデントを、解消した期間ごとに数えます。必要：設定の条件に該当するか担当者が求めたもので、作成しないと決めていないもの。作成済み：読める内容があるもの。レビュー済み：状態が「レビュー済み」または「完了」のもの。期限内：チームの営業日で解消から SEV1 は 3 営業日、SEV2 は 5 営業日までにレビューしたものの、期限が過ぎたもの全体に占める割合。95 % ウィルソン区間を併記し、未レビューのものは遅延として数えます。中央値は解消からレビューまでの営業日数で、正確な 95 % 区間を併記します。未レビューのものは待機中として扱います（カプラン・マイヤー法）。訓練、テスト、メンテナンス、統合した重複、レビュー日が不明なものは除きます。',
  'definition.decision_effect.title': '決定の効果',
  'definition.decision_effect.text':
    '決定後の発報率を決定前の発報率で割った値。同じ長さの期間で比べ、95 % 正確区間と、前後に捉えたインシデントの数を併記します。',
  'definition.off_pages.title': '勤務時間外の呼び出し',
  'definition.off_pages.text':
    'ルールを担当するチームの時計で、勤務時間でも夜間（睡眠時間帯）でもないときに届いた呼び出し。朝夕、週末、祝日の日中です。',
  'definition.working_pages.title': '勤務時間内の呼び出し',
  'definition.working_pages.text':
    'ルールを担当するチームの時計で、祝日を除く勤務日の勤務時間帯に届いた呼び出し。',
  'definition.reviewed_share.title': '判定済みの割合',
  'definition.reviewed_share.text':
    '期間内のアラートのうち、個別に判定されたもの、またはルールへの判定が及ぶものの割合。適合率と不要アラート率は、判定済みのアラートだけから計算した値です。',
  'definition.time_to_acknowledge.title': '対応開始までの時間',
  'definition.time_to_acknowledge.text':
    'アラートの発報から対応開始までの時間。期間内に発報し、対応が始まったアラートで計算します。中央値には 95 % 正確区間を併記し、90 パーセンタイルは 36 件以上で示します。対応開始の記録がないアラートは含めず、件数を併記します。',
  'definition.rule_incidents.title': 'インシデントとこのルール',
  'definition.rule_incidents.text':
    '期間内に始まったインシデントのうち、ルールのサービスのもの、またはルールのアラートが関連付けられたもの。検知：検知の 1 分後までにこのルールのアラートが始まった。遅れ：最初のアラートがそれより後。ほかのルール：ほかのルールだけが知らせた。見逃し：関連付けられたアラートがない。人が確認した関連付けと、候補のままの関連付けは分けて示します。訓練、テスト、メンテナンス、統合した重複は除きます。',
  'definition.silenced.title': 'サイレンス',
  'definition.silenced.text':
    'ルール名を指定した、またはルールのアラートのラベルに一致するサイレンスが期間内に有効だった時間。重なりは 1 回だけ数え、現在までとします。隠れたアラートは、その間に発報し、サイレンスのすべての条件に一致するものです。サイレンス中のアラートを送らないソースでは、一部しか分かりません。',
  'definition.fires_together.title': '同時に発生するルール',
  'definition.fires_together.text':
    '調べたこのルールのアラートのうち、相手のルールのアラートと前後 5 分以内に始まったものの割合（95 % ウィルソン区間つき）。偶然：相手が同じ頻度で無関係に発報した場合に見込まれる割合（1 − e^(−頻度 × 10 分)）。倍率は、実際の割合を偶然の割合で割った値です。3 件以上、偶然の 2 倍以上で、区間が偶然を上回るものだけを示します。どちらも忙しい時間帯に多いルールは、それだけで偶然より多く重なります。',
  'definition.definition_effect.title': '定義の変更の効果',
  'definition.definition_effect.text':
    '変更後の発報率を変更前の発報率で割った値。28 日、または経過した日数の同じ長さの期間で比べ、95 % 正確区間を併記します。区間が 1 を含まないときだけ「減少」「増加」とします。',
  'definition.on_call_load.title': '当番の負荷',
  'definition.on_call_load.text':
    '1 つのチーム（ルールのサービスの担当チーム）のアラートを、期間のうち経過済みでアラートを記録していた部分（30 日以上）について、ISA-18.2 / EEMUA 191 の目安と比べます。10 分あたり 1 件（多くて 2 件）、1 日あたり 150 件（多くて 300 件）、アラートの洪水に含まれる 10 分枠（時計の 10 分区切り）1 % 未満、上位 10 ルールの割合 5 % 以下、チャタリング（同じラベルの組が 1 時間に 3 回以上）と短命（5 分以内に終了）は 0 件、24 時間以上続くアラートはどの日も 5 件未満、優先度はおよそ低 80 %・中 15 %・高 5 %。これらは負荷の目安であって、正しさの目安ではありません。静かな当番でも、大事なことを見逃しているかもしれません。2 つの期間は、発生率の比についての正確な条件付き検定で比べます。アラートは固まって発生するため、この区間は本来より狭くなります。',
  'definition.flood.title': 'アラートの洪水',
  'definition.flood.text':
    '当番のアラートが 10 件を超えて始まった 10 分枠（時計の 10 分区切り）から、5 件未満の枠になるまで。最初のアラートは、その中で最初に始まったもの。後に続くアラートは、その影響であることが多くあります。',
  'definition.shift_pages.title': 'シフトあたりの呼び出し',
  'definition.shift_pages.text':
    '人に通知された当番のアラートを、始まった時刻の 12 時間シフトごとに数えます。シフトはチームの時計で、勤務開始時刻とその 12 時間後に始まり、期間に丸ごと収まるシフトだけを数えます。1 シフトに 2 件を超えると、1 件ずつ後始末をする時間がなくなります（Google SRE 本）。',
  'definition.interruptions.title': '時間帯別の呼び出し',
  'definition.interruptions.text':
    'チームのタイムゾーンでの、勤務時間・時間外・睡眠時間の呼び出し。まず睡眠時間、次に勤務日の勤務時間として数え、休日とチームのカレンダーの祝日は時間外とします。',
  'definition.noise_exposure.title': 'ノイズへのさらされ方',
  'definition.noise_exposure.text':
    '対応開始された呼び出しごとに、通知から対応開始までの時間を、その前 120 分間に同じ当番で発生し、ノイズ（対応不要・誤検知・重複）と判定されたアラートの件数に対して示します。中央値と 95 % 正確区間（n = 6 から）。判定のないアラートはノイズかどうか分からないため、判定済みの割合を併記します。一緒に起きたことを示すもので、原因を示すものではありません。',
  'definition.review_cadence.title': '点検の頻度',
  'definition.review_cadence.text':
    'ルールのあるサービスのうち、終了した点検会で過去 30 日・90 日以内に取り上げられたものの割合（95 % ウィルソン区間）。未点検：判定が一度もなく、点検会で確認済みにもされていないルール。点検したが変更なし：最新の判定がノイズ（対応不要・誤検知・重複）で、その後に決定も定義の変更もないルール。',
};
