import type { trackerIssuesEn } from './trackerIssues.en.js';

/** アクションアイテムから作る Issue。 */
export const trackerIssuesJa: Record<keyof typeof trackerIssuesEn, string> = {
  'issue.title': 'アクションアイテムの Issue',
  'issue.language': 'Issue の言語',
  'issue.repository': 'リポジトリ',
  'issue.repository.hint': 'owner/repository の形式。「{source}」のトークンで書き込めるもの',
  'issue.connection': '接続',
  'issue.field.title': 'タイトル',
  'issue.field.body': '本文（Markdown）',
  'issue.preview': 'プレビュー',
  'issue.write': '編集',
  'issue.copy': 'Markdown をコピー',
  'issue.submit': 'GitHub に Issue を作成',
  'issue.made': 'Issue を作成しました：{name}',
  'issue.none': 'トークンを持つ GitHub の接続がありません',
  'issue.none.hint':
    'GitHub のソースにトークン付きのコネクタを追加すると、ここから Issue を作成できます。それまでは Markdown をコピーしてください。',
  'issue.none.link': 'ソースの設定へ',
  'issue.lastFailure': '前回（{repository}）は Issue を作成できませんでした',
  'error.issue_exists': 'このアクションアイテムにはすでに Issue があります。',
  'error.issue_in_progress': 'ほかの人がこのアイテムの Issue を作成しています。',
  'error.tracker_unauthorized': 'この接続のトークンは GitHub に受け付けられませんでした。',
  'error.tracker_forbidden':
    'このトークンにはリポジトリに Issue を作成する権限がありません。Issue の書き込み権限が必要です。',
  'error.tracker_not_found': 'このトークンで見えるリポジトリの中に見つかりません。',
  'error.tracker_refused':
    'GitHub が Issue を受け付けませんでした。リポジトリで Issue が有効になっているか確認してください。',
  'error.tracker_unreachable': 'GitHub に接続できませんでした。アクションアイテムは変更されていません。',
  'error.tracker_limited': 'GitHub の利用制限に達しています。しばらくしてからやり直してください。',
  'error.tracker_unclear':
    'GitHub の応答が不明確でした。Issue が作成された可能性があります。やり直す前にリポジトリを確認してください。',
  'error.tracker_not_set_up': 'トークンを持つ GitHub の接続がありません。',
};
