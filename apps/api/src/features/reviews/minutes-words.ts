import type { DecisionEffect, DecisionKind } from '@tenken/shared/decisions.contract';
import type { Language } from '@tenken/shared/identity.contract';
import type { Detection } from '@tenken/shared/review-agenda.contract';
import type { ReviewStepKey } from '@tenken/shared/reviews.contract';
import type { Verdict } from '@tenken/shared/verdicts.contract';

interface MinutesWords {
  draft: string;
  date: string;
  services: string;
  team: string;
  window: string;
  facilitator: string;
  scribe: string;
  attended: string;
  nobody: string;
  minutesSpent: (minutes: number) => string;
  separator: string;
  /** between a label and what it says */
  colon: string;
  /** an aside after a word */
  aside: (text: string) => string;
  summary: string;
  progress: (reviewed: number, total: number) => string;
  firings: string;
  pages: string;
  before: (n: number) => string;
  atNight: (n: number) => string;
  incidents: (all: number, caught: number, late: number, missed: number) => string;
  verdictsOnRules: string;
  none: string;
  outcome: (decisions: number, actions: number, gaps: number) => string;
  asOf: string;
  decisions: string;
  noDecisions: string;
  rule: string;
  service: string;
  decision: string;
  reason: string;
  owner: string;
  dueOn: string;
  status: string;
  actionItem: string;
  unowned: string;
  verdicts: string;
  noVerdicts: string;
  actionable: string;
  verdict: string;
  episodes: string;
  keptWithoutVerdict: string;
  openDecisions: string;
  effect: string;
  incidentsDiscussed: string;
  noIncidents: string;
  detection: Record<Detection, string>;
  firstAlert: (rule: string, minutes: number | null, confirmed: boolean) => string;
  told: string;
  detectionSource: Record<string, string>;
  gaps: string;
  noGaps: string;
  signal: string;
  expected: string;
  incident: string;
  signals: Record<string, string>;
  actionItems: string;
  noActionItems: string;
  notes: string;
  notesOnItems: string;
  carriedOver: string;
  nothingCarriedOver: string;
  notReviewed: (n: number) => string;
  withoutOwner: string;
  withoutDueDate: string;
  stillOpen: string;
  time: string;
  step: string;
  planned: string;
  spent: string;
  steps: Record<ReviewStepKey, string>;
  kinds: Record<DecisionKind, string>;
  verdictNames: Record<Verdict, string>;
  effectWords: Record<NonNullable<DecisionEffect['verdict']>, string>;
  effectOf: (before: number, after: number, days: string) => string;
  statuses: Record<string, string>;
}

/** Words of the minutes. Japanese ones in the tone of 議事録: nouns and plain statements, no politeness endings. */
export const MINUTES_WORDS: Record<Language, MinutesWords> = {
  en: {
    draft: 'Draft: this review is not closed yet.',
    date: 'Date',
    services: 'Services',
    team: 'Team',
    window: 'Window',
    facilitator: 'Facilitator',
    scribe: 'Scribe',
    attended: 'Attended',
    nobody: 'nobody joined',
    minutesSpent: (minutes) => `${minutes} min`,
    separator: ', ',
    colon: ': ',
    aside: (text) => ` (${text})`,
    summary: 'Summary',
    progress: (reviewed, total) => `Agenda: ${reviewed} of ${total} items reviewed`,
    firings: 'Firings',
    pages: 'Pages',
    before: (n) => `period before: ${n}`,
    atNight: (n) => `${n} at night`,
    incidents: (all, caught, late, missed) =>
      `Incidents: ${all} (alert in time ${caught}, late ${late}, no alert ${missed})`,
    verdictsOnRules: 'Verdicts on rules',
    none: 'none',
    outcome: (decisions, actions, gaps) =>
      `Outcome: decisions ${decisions}, action items ${actions}, coverage gaps ${gaps}`,
    asOf: 'Figures as of',
    decisions: 'Decisions',
    noDecisions: 'No decision was made.',
    rule: 'Alert rule',
    service: 'Service',
    decision: 'Decision',
    reason: 'Reason',
    owner: 'Owner',
    dueOn: 'Due',
    status: 'Status',
    actionItem: 'Action item',
    unowned: 'no owner',
    verdicts: 'Verdicts',
    noVerdicts: 'No verdict was given.',
    actionable: 'Actionable before',
    verdict: 'Verdict',
    episodes: 'Alerts by verdict',
    keptWithoutVerdict: 'Looked at and kept as they are',
    openDecisions: 'Open decisions of earlier reviews',
    effect: 'Effect',
    incidentsDiscussed: 'Incidents discussed',
    noIncidents: 'None.',
    detection: { caught: 'alert in time', late: 'late alert', missed: 'no alert', unknown: 'not known' },
    firstAlert: (rule, minutes, confirmed) =>
      `first alert ${rule}${minutes === null ? '' : `, ${minutes} min after the start`}${confirmed ? '' : ' (link not confirmed)'}`,
    told: 'told by',
    detectionSource: {
      alert: 'an alert',
      customer: 'a customer',
      colleague: 'a colleague',
      partner: 'a partner',
      chance: 'chance',
      unknown: 'not known',
    },
    gaps: 'Coverage gaps',
    noGaps: 'No coverage gap was recorded.',
    signal: 'Signal',
    expected: 'What should have fired',
    incident: 'Incident',
    signals: {
      availability: 'availability',
      latency: 'latency',
      errors: 'errors',
      traffic: 'traffic',
      saturation: 'saturation',
      freshness: 'freshness',
      correctness: 'correctness',
      dependency: 'dependency',
      certificate_or_backup: 'certificate or backup',
      security: 'security',
    },
    actionItems: 'Action items',
    noActionItems: 'No action item was made.',
    notes: 'Notes',
    notesOnItems: 'Notes on items',
    carriedOver: 'Carried over',
    nothingCarriedOver: 'Nothing.',
    notReviewed: (n) => `Not reviewed (${n})`,
    withoutOwner: 'Decisions without an owner',
    withoutDueDate: 'Decisions without a due date',
    stillOpen: 'Earlier decisions still open',
    time: 'Time',
    step: 'Step',
    planned: 'Planned',
    spent: 'Spent',
    steps: {
      open_decisions: 'Open decisions',
      overview: 'Overview',
      rules: 'Rules',
      incidents_gaps: 'Incidents and gaps',
      wrap_up: 'Wrap-up',
    },
    kinds: {
      fix_cause: 'fix the cause',
      tune: 'tune',
      reroute: 're-route',
      downgrade: 'downgrade',
      merge: 'merge',
      delete: 'delete',
      add_runbook: 'add a runbook',
      keep: 'keep',
    },
    verdictNames: {
      actionable: 'actionable',
      no_action: 'no action',
      false_positive: 'false positive',
      duplicate: 'duplicate',
      expected: 'expected',
      unclear: 'unclear',
    },
    effectWords: {
      lower: 'lower',
      higher: 'higher',
      no_clear_change: 'no clear change',
      too_few: 'too few to tell',
    },
    effectOf: (before, after, days) => `firings ${before} → ${after} in ${days} days each`,
    statuses: {
      open: 'open',
      in_progress: 'in progress',
      done: 'done',
      cancelled: 'cancelled',
      declined: 'declined',
      deleted: 'deleted',
    },
  },
  ja: {
    draft: '下書き（この点検会はまだ終了していない）',
    date: '日時',
    services: '対象サービス',
    team: 'チーム',
    window: '対象期間',
    facilitator: '司会',
    scribe: '書記',
    attended: '出席者',
    nobody: '参加者の記録なし',
    minutesSpent: (minutes) => `${minutes}分`,
    separator: '、',
    colon: '：',
    aside: (text) => `（${text}）`,
    summary: '概要',
    progress: (reviewed, total) => `議題：全${total}件中${reviewed}件を確認`,
    firings: '発報',
    pages: '通知',
    before: (n) => `前期間 ${n}件`,
    atNight: (n) => `うち夜間 ${n}件`,
    incidents: (all, caught, late, missed) =>
      `インシデント：${all}件（アラートで検知 ${caught}件、遅れて検知 ${late}件、検知なし ${missed}件）`,
    verdictsOnRules: '監視ルールの判定',
    none: 'なし',
    outcome: (decisions, actions, gaps) =>
      `結果：決定事項 ${decisions}件、アクションアイテム ${actions}件、監視の抜け ${gaps}件`,
    asOf: '数値の時点',
    decisions: '決定事項',
    noDecisions: '決定事項なし。',
    rule: '監視ルール',
    service: 'サービス',
    decision: '決定',
    reason: '理由',
    owner: '担当者',
    dueOn: '期限',
    status: '状態',
    actionItem: 'アクションアイテム',
    unowned: '担当者未定',
    verdicts: '判定',
    noVerdicts: '判定なし。',
    actionable: '従来の対応要の割合',
    verdict: '判定',
    episodes: '判定別アラート数',
    keptWithoutVerdict: '確認のうえ現状維持',
    openDecisions: '前回までの未完了の決定事項',
    effect: '効果',
    incidentsDiscussed: '取り上げたインシデント',
    noIncidents: 'なし。',
    detection: {
      caught: 'アラートで検知',
      late: '遅れて検知',
      missed: 'アラートなし',
      unknown: '不明',
    },
    firstAlert: (rule, minutes, confirmed) =>
      `最初のアラート ${rule}${minutes === null ? '' : `（影響開始の${minutes}分後）`}${confirmed ? '' : '（紐付け未確認）'}`,
    told: '検知のきっかけ',
    detectionSource: {
      alert: 'アラート',
      customer: '顧客',
      colleague: '社内',
      partner: '取引先',
      chance: '偶然',
      unknown: '不明',
    },
    gaps: '監視の抜け',
    noGaps: '監視の抜けの記録なし。',
    signal: 'シグナル',
    expected: '本来発報すべきだったもの',
    incident: 'インシデント',
    signals: {
      availability: '死活',
      latency: '遅延',
      errors: 'エラー',
      traffic: 'トラフィック',
      saturation: 'サチュレーション',
      freshness: '鮮度',
      correctness: '正しさ',
      dependency: '依存先',
      certificate_or_backup: '証明書・バックアップ',
      security: 'セキュリティ',
    },
    actionItems: 'アクションアイテム',
    noActionItems: 'アクションアイテムなし。',
    notes: 'メモ',
    notesOnItems: '議題ごとのメモ',
    carriedOver: '次回への持ち越し',
    nothingCarriedOver: 'なし。',
    notReviewed: (n) => `未確認（${n}件）`,
    withoutOwner: '担当者未定の決定事項',
    withoutDueDate: '期限未定の決定事項',
    stillOpen: '前回までの決定事項で未完了のもの',
    time: '所要時間',
    step: '議題',
    planned: '予定',
    spent: '実績',
    steps: {
      open_decisions: '未完了の決定事項',
      overview: '概況',
      rules: '監視ルール',
      incidents_gaps: 'インシデントと監視の抜け',
      wrap_up: 'まとめ',
    },
    kinds: {
      fix_cause: '原因を修正',
      tune: '調整',
      reroute: '通知先を変更',
      downgrade: '重大度を下げる',
      merge: '統合',
      delete: '削除',
      add_runbook: '手順書を追加',
      keep: '維持',
    },
    verdictNames: {
      actionable: '対応要',
      no_action: '対応不要',
      false_positive: '誤検知',
      duplicate: '重複',
      expected: '想定内',
      unclear: '保留',
    },
    effectWords: {
      lower: '減少',
      higher: '増加',
      no_clear_change: '明確な変化なし',
      too_few: '件数が少なく判断できない',
    },
    effectOf: (before, after, days) => `発報 ${before}件 → ${after}件（前後各${days}日間）`,
    statuses: {
      open: '未着手',
      in_progress: '対応中',
      done: '完了',
      cancelled: '取消',
      declined: '見送り',
      deleted: '削除',
    },
  },
};
