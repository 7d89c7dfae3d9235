/** Words of other tools and of hand-made lists for the fixed values of a field; folded to lower case and half width. */
const SEVERITIES: Record<string, string> = {
  SEV1: 'sev1 sev-1 sev0 sev-0 s1 1 p0 p1 critical crit blocker urgent emergency fatal disaster 緊急 致命的 致命 重大 最重要',
  SEV2: 'sev2 sev-2 s2 2 p2 major high error 大 高 高い 重要',
  SEV3: 'sev3 sev-3 s3 3 p3 minor medium moderate warning warn normal 中 普通',
  SEV4: 'sev4 sev-4 sev5 sev-5 s4 s5 4 5 p4 p5 low trivial info informational none cosmetic 小 低 低い 軽微',
};
const STATUSES: Record<string, string> = {
  open: 'open todo new outstanding backlog unstarted triage reopened pending 未着手 未対応 未完了 オープン 未',
  in_progress:
    'in_progress inprogress started doing active working indeterminate inreview 対応中 進行中 作業中 着手 着手済み 処理中',
  done: 'done completed complete closed resolved fixed finished merged 完了 完了済み 対応済み 対応済 済 済み クローズ 解決 処理済み',
  declined:
    'declined notdoing notplanned wontdo wontfix canceled cancelled rejected abandoned duplicate 見送り 却下 中止 対応しない 対応不要 取り下げ',
  deleted: 'deleted removed archived 削除 削除済み',
};
const PRIORITIES: Record<string, string> = {
  P0: 'p0 blocker critical urgent highest 0 緊急 最優先',
  P1: 'p1 high major 1 高 高い',
  P2: 'p2 medium normal moderate 2 中 普通',
  P3: 'p3 p4 low minor lowest trivial 3 4 低 低い',
};
const ACTION_TYPES: Record<string, string> = {
  prevent: 'prevent prevention preventive 予防 再発防止 防止',
  detect: 'detect detection monitoring 検知 検出 監視',
  mitigate: 'mitigate mitigation 緩和 影響緩和',
  repair: 'repair fix recovery 修正 復旧 修復 恒久対応',
  process: 'process documentation training プロセス 運用 手順',
  other: 'other その他',
};
const DETECTIONS: Record<string, string> = {
  alert: 'alert alerts monitor monitoring automated system machine アラート 監視 監視システム 自動検知',
  customer:
    'customer customers user users client support inquiry お客様 顧客 利用者 ユーザー 問い合わせ お問い合わせ お客様申告',
  colleague: 'colleague employee internal staff team engineer manual 社内 社員 同僚 メンバー 担当者',
  partner: 'partner vendor supplier パートナー 取引先 協力会社 ベンダー',
  chance: 'chance accident 偶然',
  unknown: 'unknown 不明',
};
const KINDS: Record<string, string> = {
  incident: 'incident default real standard retrospective normal normalsub backfilled インシデント 障害',
  drill: 'drill gameday tutorial 訓練 演習',
  test: 'test テスト 試験',
  maintenance: 'maintenance scheduled メンテナンス 計画停止 保守',
};
const ALERT_STATES: Record<string, string> = {
  firing:
    'firing down alert alerting alarm critical warning warn triggered trigger problem open opened fired error fail failed unknown ng 発報 発生 異常 障害 停止',
  ok: 'ok up resolved resolve recovered recovery closed normal pass passed clear cleared success 復旧 正常 回復 解消 復帰',
  no_data: 'nodata missing insufficientdata データなし',
  acknowledged: 'acknowledged acknowledge ack acked 確認済み 対応中',
};
const FLAGS: Record<string, string> = {
  true: 'true yes y 1 t on はい あり 有 有り ○ 〇 ◯ 済 済み x ✓ ✔ レ',
  false: 'false no n 0 f off いいえ なし 無 無し × - ー',
};

export type WordField =
  | 'severity'
  | 'status'
  | 'priority'
  | 'actionType'
  | 'detectionSource'
  | 'incidentKind'
  | 'alertState'
  | 'flag';

const TABLES: Record<WordField, Map<string, string>> = {
  severity: table(SEVERITIES),
  status: table(STATUSES),
  priority: table(PRIORITIES),
  actionType: table(ACTION_TYPES),
  detectionSource: table(DETECTIONS),
  incidentKind: table(KINDS),
  alertState: table(ALERT_STATES),
  flag: table(FLAGS),
};

function table(words: Record<string, string>): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([value, names]) => names.split(' ').map((name) => [name, value] as const)),
  );
}

/** The value that a word means; the text itself where it means none, for the contract to refuse in its words. */
export function readWord(field: WordField, cell: string): string {
  const folded = cell.normalize('NFKC').trim().toLowerCase();
  const words = TABLES[field];
  return (
    words.get(folded) ??
    words.get(folded.replace(/[\s_'’.-]/g, '')) ??
    // "SEV-1 (critical)", "P1 - Critical"
    words.get(/^(?:sev|p|s)[\s-]?\d/.exec(folded)?.[0]?.replace(/[\s-]/g, '') ?? '') ??
    cell
  );
}
