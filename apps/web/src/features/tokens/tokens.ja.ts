import type { tokensEn } from './tokens.en.js';

export const tokensJa: Record<keyof typeof tokensEn, string> = {
  'tokens.title': 'API トークン',
  'tokens.hint':
    'プログラムはトークンを <code>Authorization: Bearer …</code> ヘッダー、または HTTP Basic 認証のパスワードとして送ります。保存するのはハッシュ値だけです。',
  'tokens.empty': 'トークンはまだありません',
  'tokens.empty.hint': 'データを送る、または読むプログラムごとに作成してください。個別に失効させられます。',
  'tokens.create': 'トークンを作成',
  'tokens.create.submit': 'トークンを作成',
  'tokens.name': '名前',
  'tokens.name.hint': 'どのプログラムがどこで使うかを書きます。',
  'tokens.prefix': '先頭',
  'tokens.scopes': '許可する操作',
  'tokens.scope.ingest': 'イベント送信',
  'tokens.scope.ingest.hint': 'アラートや Webhook を送信できます。読み取りはできません。',
  'tokens.scope.read': '読み取り',
  'tokens.scope.read.hint': '閲覧者が見られるものと、メトリクスのエンドポイントを読み取れます。',
  'tokens.scope.write': '書き込み',
  'tokens.scope.write.hint':
    '読み取りに加え、メンバーと同じ変更 (インシデント、アクションアイテム、取り込み) ができます。',
  'tokens.scope.admin': '管理',
  'tokens.scope.admin.hint': 'ユーザーやトークンの管理を含む、すべての操作ができます。',
  'tokens.ofSource': 'ソース「{source}」専用',
  'tokens.lastUsed': '最終利用',
  'tokens.neverUsed': '未利用',
  'tokens.expires': '有効期限',
  'tokens.noExpiry': '無期限',
  'tokens.days': '{n, plural, other {#日間}}',
  'tokens.state.expired': '期限切れ',
  'tokens.state.revoked': '失効済み',
  'tokens.actions': '操作',
  'tokens.revoke': '失効させる',
  'tokens.revokeOf': 'トークン「{name}」を失効させる',
  'tokens.revoke.hint':
    'このトークンを使うプログラムはすぐに拒否されます。元に戻せません。必要な場合は新しいトークンを作成してください。',
  'tokens.secret': 'トークン',
  'tokens.secret.hint': '今すぐコピーしてください。表示は今回限りです。',
};
