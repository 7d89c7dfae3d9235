import type { sourceSnippetsEn } from './sourceSnippets.en.js';

export const sourceSnippetsJa: Record<keyof typeof sourceSnippetsEn, string> = {
  'sources.snippet.copy': '設定をコピー',
  'sources.snippet.prometheus.title': 'Prometheus：追加の Alertmanager として（推奨）',
  'sources.snippet.prometheus.hint':
    'prometheus.yml に追加します。サイレンス中のアラートや、通知されないほど短いアラートも含めて、すべて受信できます。',
  'sources.snippet.alertmanager.title': 'Alertmanager：Webhook',
  'sources.snippet.alertmanager.hint':
    'alertmanager.yml に追加します。どのアラートが通知されたかが分かります。併用をお勧めします。両方から届いたアラートは1件として扱います。',
  'sources.snippet.alertmanagerEvents.title': 'Alertmanager：イベントレコーダー',
  'sources.snippet.alertmanagerEvents.hint':
    'Alertmanager 0.33 以降の alertmanager.yml に追加します。ワーカーを1つにすると順序どおりに届きます（順序が入れ替わっても正しく読み取ります）。',
  'sources.snippet.grafana.title': 'Grafana：Alerting → Contact points → Add contact point',
  'sources.snippet.grafana.hint':
    '作成後、通知ポリシーに「Continue matching」付きで Contact point を追加してください。',
  'sources.snippet.pagerduty.title': 'PagerDuty：Integrations → Generic Webhooks (v3) → New Webhook',
  'sources.snippet.pagerduty.hint':
    'Webhook を保存すると、PagerDuty がシークレットを表示します。シークレットの欄に貼り付けてください。それまでは何も受信しません。',
  'sources.snippet.pagerdutyEvents.title': 'PagerDuty Events API v2 の送信元',
  'sources.snippet.pagerdutyEvents.hint':
    'URL とキーを変えるだけです。送信側のほかの設定はそのまま使えます。',
  'sources.snippet.datadogAddress.title': 'Datadog：Integrations → Webhooks → New',
  'sources.snippet.datadogAddress.hint':
    '作成後、各モニターのメッセージに @webhook-tenken を書き加えてください。',
  'sources.snippet.datadogPayload.title': 'Datadog：Payload',
  'sources.snippet.datadogPayload.hint':
    '全体をそのまま貼り付けてください。「Encode as form」はオフのままにします。項目の追加は自由です。削除した項目は隔離の理由に表示されます。',
  'sources.snippet.mackerel.title': 'Mackerel：チャンネル → チャンネルを追加 → Webhook',
  'sources.snippet.mackerel.hint':
    '「アラート発生・更新」と「監視ルールの操作」を選びます。Mackerel は任意のヘッダーを送れないため、トークンを URL に含めます。',
  'sources.snippet.cloudwatch.title': 'Amazon SNS：アラームのトピック → サブスクリプションの作成',
  'sources.snippet.cloudwatch.hint':
    '確認リクエストには Tenken が応答します（許可したトピックのみ）。OK と INSUFFICIENT_DATA のアクションも同じトピックに送ってください。送らないとアラームが終了しません。',
  'sources.snippet.opsgenie.title': 'Opsgenie：Settings → Integrations → Webhook',
  'sources.snippet.opsgenie.hint': '送信 Webhook は全チームで1つあれば十分です。',
  'sources.snippet.sentry.title': 'Sentry：Settings → Custom Integrations → Internal Integration',
  'sources.snippet.sentry.hint':
    '作成すると Client Secret が表示されるので、シークレットの欄に貼り付けてください。Sentry のアラートルールのアクションで、このインテグレーションを選びます。',
  'sources.snippet.zabbixMediaType.title': 'Zabbix：通知 → メディアタイプ → インポート',
  'sources.snippet.zabbixMediaType.hint':
    '拡張子 .yaml のファイルに保存してインポートします。ユーザーにこのメディアを追加し、障害・復旧・更新をそのユーザーに送るアクションを作成してください。',
  'sources.snippet.github.title': 'GitHub：リポジトリまたは Organization → Settings → Webhooks',
  'sources.snippet.github.hint':
    'アクションアイテムとして登録済みの issue と、「postmortem」「action-item」ラベルの付いた issue を追跡します。',
  'sources.snippet.jira.title': 'Jira：システム → WebHook → 作成',
  'sources.snippet.jira.hint': '対象外の課題は JQL で除きます。ラベルは自分のものに変えてください。',
  'sources.snippet.linear.title': 'Linear：Settings → API → New webhook',
  'sources.snippet.linear.hint':
    'Linear が署名用のシークレットを表示します。シークレットの欄に貼り付けてください。',
  'sources.snippet.cloudevents.title': '試しに送る CloudEvent',
  'sources.snippet.cloudevents.hint':
    'structured 形式と batch 形式も受信します。ほかのタイプのイベントはマッピングで読み取ります。',
  'sources.snippet.curl.title': 'HTTP を送れるツール全般',
  'sources.snippet.curl.hint':
    'アラートが終わったら、同じ内容に "endsAt" を付けて再送してください。繰り返し送っても結果は変わりません。別の形の JSON はマッピングで読み取ります。',

  'sources.secret.label': '{name} のシークレット',
  'sources.secret.hint': '署名の検証に使います。保存後は表示されません。',
  'sources.secret.optional':
    '任意です。設定すると、正しい署名のある配信はトークンなしで、署名のない配信はトークンがある場合だけ受信します。',
  'sources.secret.save': 'シークレットを保存',
  'sources.secret.saved': 'シークレットを保存しました。署名付きの配信を受信できます',
  'sources.secret.missing': 'シークレットが未設定のため、何も受信できません',
  'sources.details.allowedTopics': '購読を許可するトピック（ARN）',
  'sources.details.allowedTopics.hint':
    'カンマまたは改行区切り（例：arn:aws:sns:ap-northeast-1:123456789012:alarms）。それ以外は拒否します。',
  'sources.details.signatureHeader': '署名のヘッダー',
  'sources.details.timestampHeader': 'タイムスタンプのヘッダー',
  'sources.details.timestampHeader.hint':
    'Contact point で指定している場合に入力します。5分以上前の配信を拒否するようになります。',

  'sources.datadog.check': 'Datadog 側の設定を確認',
  'sources.datadog.check.hint': 'Webhook の Payload を貼り付けてください。内容は送信されません。',
  'sources.datadog.whole': 'すべて揃っています',
  'sources.datadog.usable': '利用できますが、一部の情報が取り込まれません',
  'sources.datadog.unusable': 'この内容ではアラートを読み取れません',
  'sources.datadog.missing': 'ありません：',
  'sources.datadog.missing.required': '必須の項目がありません：',
  'sources.datadog.different': '「{key}」が {found} です。正しくは',
  'sources.datadog.superfluous': 'Tenken では使いません（害はありません）：{keys}',
};
