import type { sourceKindsEn } from './sourceKinds.en.js';

export const sourceKindsJa: Record<keyof typeof sourceKindsEn, string> = {
  'sources.group.alerts': 'アラート',
  'sources.group.tracker': 'アクションアイテム',
  'sources.group.generic': 'そのほか',
  'sources.kind.filter': '絞り込み',
  'sources.kind.none':
    '該当する種類はありません。「汎用 JSON」なら、マッピングで表せるものは何でも取り込めます。',
  'sources.blind.title': 'この経路では分からないこと',

  'sources.kind.alertmanager': 'Alertmanager・Prometheus',
  'sources.kind.generic': '汎用 JSON',
  'sources.kind.github': 'GitHub issue',
  'sources.kind.sample': 'サンプルデータ',
  'sources.kind.import': 'インポート',

  'sources.kind.alertmanager.hint': 'Webhook、および Prometheus の追加の Alertmanager として受信',
  'sources.kind.alertmanager-events.hint':
    'Alertmanager 0.33 以降のイベントレコーダー。サイレンス・抑制・通知の記録も受信',
  'sources.kind.grafana.hint': 'Grafana Alerting。Webhook の Contact point で受信',
  'sources.kind.pagerduty.hint': 'インシデントと対応開始。Webhook v3 で受信',
  'sources.kind.pagerduty-events.hint':
    'PagerDuty Events API v2 の代わりに受信。送信側は URL とキーを変えるだけ',
  'sources.kind.datadog.hint': 'モニター。テンプレートを貼り付けた Webhook で受信',
  'sources.kind.mackerel.hint': 'すべての種類の監視。Webhook チャンネルで受信',
  'sources.kind.cloudwatch.hint': 'アラーム。SNS トピックの HTTPS サブスクリプションで受信',
  'sources.kind.opsgenie.hint': 'アラートと対応開始。送信 Webhook で受信',
  'sources.kind.sentry.hint': 'イシューアラートとメトリクスアラート。内部インテグレーションで受信',
  'sources.kind.zabbix.hint': '障害。メディアタイプをインポートして受信',
  'sources.kind.github.hint': 'アクションアイテムの完了状況。署名付き Webhook で受信',
  'sources.kind.jira.hint': 'アクションアイテムの完了・見送り。Webhook で受信',
  'sources.kind.linear.hint': 'アクションアイテムの完了・キャンセル。署名付き Webhook で受信',
  'sources.kind.cloudevents.hint': 'HTTP の CloudEvents 1.0（binary・structured・batch）',
  'sources.kind.generic.hint': 'JSON を送れるものなら何でも。読み取り方はここで書くマッピングで決めます',

  'sources.kind.alertmanager.blind':
    'Webhook では、サイレンス中・抑制中のアラートと、グループ間隔の中で始まって終わったアラートは届きません。Prometheus からの経路では届きますが、通知されたかどうかは分かりません。併用をお勧めします。',
  'sources.kind.alertmanager-events.blind':
    '3回失敗したイベントは失われます。ほかの経路と照合してください。Alertmanager に対応開始の記録はありません。',
  'sources.kind.grafana.blind':
    'サイレンス中のアラートと、グループ間隔より短いアラートは届きません。失敗した配信は、そのグループの次の通知まで再送されません。',
  'sources.kind.pagerduty.blind':
    '届くのはインシデントで、その中の個々のアラートではありません。抑止ルールで止められたものはインシデントになりません。',
  'sources.kind.pagerduty-events.blind':
    'Tenken は呼び出しを行いません。対応開始は、送信側が送った場合だけ記録されます。',
  'sources.kind.datadog.blind':
    'ミュート中やダウンタイム中は届きません。対応開始の記録もありません。開始時刻は最初の通知の時刻です。',
  'sources.kind.mackerel.blind':
    'ミュート中の監視は届かず、対応開始の記録もありません。種類と名前が同じ監視は1つのルールとして扱うため、名前を変えてください。',
  'sources.kind.cloudwatch.blind':
    'アクションを無効にしたアラームは届きません。対応開始の記録はなく、誰かが呼び出されたかどうかはトピックの先で決まるため分かりません。',
  'sources.kind.opsgenie.blind':
    'ポリシーで抑止されたアラートは届きません。Opsgenie は2027年4月5日に終了します。',
  'sources.kind.sentry.blind':
    'イシューアラートには終了がなく、イシューが解決した時点で終了とみなします。1日に1,000回タイムアウトすると、Sentry は送信を止めます。',
  'sources.kind.zabbix.blind':
    'アクションが送るものだけが届きます。メンテナンスで抑止された障害は、メンテナンスが終わるまで届きません。',
  'sources.kind.github.blind': '失われた Webhook を GitHub は再送しません。コネクタが毎晩照合します。',
  'sources.kind.jira.blind':
    '完了か見送りかは、ステータス名ではなく、ステータスカテゴリと解決状況から判断します。',
  'sources.kind.linear.blind': 'Webhook の対象外のチームのイシューは届きません。',
  'sources.kind.cloudevents.blind': 'マッピングで読み取れるものだけが取り込まれます。',
  'sources.kind.generic.blind': '送られたことだけが分かります。終了が送られないアラートは発報中のままです。',
};
