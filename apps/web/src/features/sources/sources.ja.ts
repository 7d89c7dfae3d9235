import type { sourcesEn } from './sources.en.js';

export const sourcesJa: Record<keyof typeof sourcesEn, string> = {
  'data.question': '何がどこから届き、すべて読み取れていますか？',
  'data.tab.sources': 'ソース',
  'data.tab.deliveries': '配信',
  'data.tab.quarantine': '隔離',
  'data.tab.imports': 'インポート',

  'sources.hint':
    'アラートとアクションアイテムの取り込み元です。送信側に数行の設定を足すだけで連携でき、既存の構成はそのまま使えます。',
  'sources.add': 'ソースを追加',
  'sources.list': 'ソース',
  'sources.empty.title': 'ソースはまだありません',
  'sources.empty.hint':
    'Alertmanager や Prometheus との連携、自作ツールからの JSON 送信、GitHub issue の追跡ができます。設定は 2 分ほどで終わります。',

  'sources.column.name': 'ソース',
  'sources.column.health': '状態',
  'sources.column.lastDelivery': '最終受信',
  'sources.column.pending': '処理待ち',
  'sources.column.quarantined': '隔離',
  'sources.column.episodes': 'アラート（7 日間）',
  'sources.column.rules': '監視ルール',
  'sources.episodes.note': 'アラート：{from} からの 7 日間（UTC）に発生した件数',
  'sources.never': '受信なし',
  'sources.sample': 'サンプル',

  'sources.kind.alertmanager': 'Alertmanager・Prometheus',
  'sources.kind.generic': '自作ツールからの JSON',
  'sources.kind.github': 'GitHub issue',
  'sources.kind.sample': 'サンプルデータ',
  'sources.kind.import': 'インポート',
  'sources.kind.alertmanager.hint':
    'アラート。Webhook、または Prometheus の追加の Alertmanager として受信します',
  'sources.kind.generic.hint': 'アラート。HTTP リクエストを送れるものなら何でも連携できます',
  'sources.kind.github.hint': 'アクションアイテムの完了状況を、署名付き Webhook で受信します',

  'sources.health.fresh': '受信中',
  'sources.health.silent': '1 日以上受信なし',
  'sources.health.waiting': 'まだ受信していません',
  'sources.health.errors': '読み取れないものがあります',
  'sources.health.backlog': '処理に遅れがあります',
  'sources.health.disabled': '無効',
  'sources.health.local': '外部からは受信しません',

  'sources.wizard.title': 'ソースを追加',
  'sources.wizard.kind': '送信元の種類',
  'sources.wizard.name': '名前',
  'sources.wizard.name.hint': 'チームでの呼び名を付けてください（例：「本番 Alertmanager」）。',
  'sources.wizard.create': '作成',
  'sources.wizard.connect': '{name} を接続',
  'sources.wizard.done': '完了',
  'sources.credential.token': 'トークン',
  'sources.credential.secret': 'シークレット',
  'sources.credential.once':
    '表示されるのは今回だけです（保存されるのはハッシュのみ）。紛失した場合は再発行してください。',
  'sources.credential.once.secret': '表示されるのは今回だけです。紛失した場合は再発行してください。',
  'sources.credential.copy': 'トークンをコピー',
  'sources.credential.copySecret': 'シークレットをコピー',
  'sources.snippet.copy': '設定をコピー',
  'sources.snippet.prometheus.title': 'Prometheus：追加の Alertmanager として（推奨）',
  'sources.snippet.prometheus.hint':
    'prometheus.yml に追加します。サイレンス中のアラートや、通知されないほど短いアラートも含めて、すべて受信できます。',
  'sources.snippet.alertmanager.title': 'Alertmanager：Webhook',
  'sources.snippet.alertmanager.hint':
    'alertmanager.yml に追加します。どのアラートが通知されたかが分かります。併用をお勧めします。両方から届いたアラートは 1 件として扱います。',
  'sources.snippet.curl.title': 'HTTP を送れるツール全般',
  'sources.snippet.curl.hint':
    'アラートが終わったら、同じ内容に "endsAt" を付けて再送してください。繰り返し送っても結果は変わりません。',
  'sources.snippet.github.title': 'GitHub：リポジトリまたは Organization → Settings → Webhooks',
  'sources.snippet.github.hint':
    'アクションアイテムとして登録済みの issue と、「postmortem」「action-item」ラベルの付いた issue を追跡します。',
  'sources.wait.waiting': '最初の受信を待っています…',
  'sources.wait.hint': '閉じても構いません。届いたかどうかは一覧で確認できます。',
  'sources.wait.arrived': '最初のデータを受信し、正しく読み取りました',
  'sources.wait.quarantined': 'データを受信しましたが、読み取れませんでした',
  'sources.wait.look': '配信を表示',

  'sources.details.open': '{name} の設定',
  'sources.details.address': 'URL と設定例',
  'sources.details.addressHint': '{placeholder} の部分をトークンに置き換えてください。',
  'sources.details.settings': '読み取り方法',
  'sources.details.serviceLabels': 'サービス名として使うラベル',
  'sources.details.serviceLabels.hint': 'カンマ区切り。アラートに付いている最初のラベルを使います。',
  'sources.details.severityLabel': '重大度として使うラベル',
  'sources.details.labels': 'アクションアイテムとみなす issue のラベル',
  'sources.details.labels.hint': 'カンマ区切り。',
  'sources.details.saved': '{name} を保存しました',
  'sources.details.disable': '無効にする',
  'sources.details.enable': '有効にする',
  'sources.details.disabled': '{name} を無効にしました（受信を拒否します）',
  'sources.details.enabled': '{name} を有効にしました',
  'sources.details.renew': '認証情報を再発行…',
  'sources.details.renew.title': '{name} の認証情報を再発行しますか？',
  'sources.details.renew.text':
    '現在の認証情報は直ちに使えなくなります。送信側に新しい認証情報を設定するまで、受信を拒否します。',
  'sources.details.renew.confirm': '再発行する',
  'sources.details.adminOnly': 'ソースを変更できるのは管理者だけです。',

  'error.source_key_taken': '同じキーのソースがすでにあります。',
  'error.source_disabled': 'このソースは無効になっています。',
};
