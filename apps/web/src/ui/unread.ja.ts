import type { unreadEn } from './unread.en.js';

export const unreadJa: Record<keyof typeof unreadEn, string> = {
  'unread.some': '{of}件中{count}件を読み取れませんでした。',
  'unread.more': 'ほか{n}件',
  'unread.wrong':
    '{where, select, field {フィールド {field} } other {本文}}は{expected}でなければなりません（実際：{found}）',
  'unread.missing':
    '{where, select, field {フィールド {field} } other {本文}}がありません（必要：{expected}）',
  'unread.expected':
    '{where, select, field {フィールド {field} } other {本文}}は{expected}でなければなりません',
  'unread.item': '{item}件目：{reason}',
  'unread.said': '読み取り処理のメッセージ',
  'unread.an_object': 'オブジェクト',
  'unread.a_list': '配列',
  'unread.expected.text': '文字列',
  'unread.expected.number': '数値',
  'unread.expected.flag': 'true か false',
  'unread.expected.object': 'オブジェクト',
  'unread.expected.list': '配列',
  'unread.expected.oneOf': ' {values} のいずれか',
  'unread.expected.time': '時刻',
  'unread.expected.timeSuchAs': ' {example} のような時刻',
  'unread.expected.timeAfter': ' {field} 以後の時刻',
  'unread.expected.timeOfResolved': '時刻（復旧したアラートのため）',
  'unread.expected.notYearOne': '西暦1年ではない時刻',
  'unread.expected.years': ' {from}〜{to}年の時刻',
  'unread.expected.zoned': 'タイムゾーン付きの時刻（送信元のタイムゾーンを設定で選べます）',
  'unread.expected.seconds': '1970年からの秒数',
  'unread.expected.day': ' {example} のような日付',
  'unread.expected.characters': ' {n} 文字以内',
  'unread.expected.items': ' {n}件以内',
  'unread.expected.alerts': '送信元の標準形式のアラートの配列',
  'unread.expected.episodes': 'アラートの配列',
  'unread.advice': '。送信元で独自の payload を外すか、このソースにマッピングを設定してください。',
  'unread.expected.word': '意味の分かる語（語の対応はマッピングで指定できます）',
};
