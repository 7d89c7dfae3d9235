import type { MappedKind } from '@tenken/shared/import-fields';

/**
 * Names that columns and members have in the exports of other tools and in hand-made lists, by field, best first; in
 * English and Japanese, folded as `foldHeader` does. Shapes of the tools: PagerDuty, Opsgenie, incident.io, FireHydrant,
 * Rootly, Datadog, Statuspage, Morgue, Jira, Linear, GitHub, Mackerel. A name may stand at several fields: the first
 * field in this order that nobody else has taken gets it.
 */
export const FIELD_SYNONYMS: Record<MappedKind, Record<string, string>> = {
  incidents: {
    externalId:
      'externalid incidentexternalid reference publicid incidentnumber number sequentialid incidentid id identifier key issuekey tinyid slug インシデント番号 インシデントid 障害番号 障害id 管理番号 管理no 報告書番号 チケット番号 番号 id番号 no',
    title:
      'title name incidentname incidenttitle subject headline message summary description 件名 タイトル 障害名 インシデント名 表題 事象名 名称 題名 障害件名',
    severity:
      'severity sev incidentseverity severityname currentseverity severitylevel priority priorityname prioritysummary urgency impactoverride impact 重大度 深刻度 重要度 障害レベル 障害ランク レベル ランク 緊急度 優先度 影響度',
    services:
      'services service servicename servicesummary affectedservices impactedservices components affectedcomponents functionalities subsystem system サービス サービス名 対象サービス 影響サービス コンポーネント システム システム名 対象システム 機能',
    startedAt:
      'startedat starttime startat started startdate startdatetime impactstart impactstartat impactstartedat customerimpactstart incidentstart begin began occurredat occurrencetime 発生日時 発生時刻 発生時間 障害発生日時 障害開始 開始日時 開始時刻 影響開始日時 影響開始 発生 開始',
    detectedAt:
      'detectedat detected detecttime detectiontime dateofdetection datedetected firstnoticedat 検知日時 検知時刻 検知時間 検出日時 発覚日時 認知日時 検知 発見日時',
    acknowledgedAt:
      'acknowledgedat acknowledged acknowledgedon firstacknowledgedat acktime ackat ackedat respondedat 対応開始日時 対応開始時刻 対応開始 着手日時 着手時刻 確認日時 受付日時 一次対応日時',
    declaredAt:
      'declaredat declared reportedat reporttime createdat createdon created creationdate openedat opened triggeredat triggered statustime intriageat 宣言日時 報告日時 起票日時 登録日時 作成日時 申告日時 第一報',
    mitigatedAt:
      'mitigatedat mitigated mitigationtime containedat stabilizedat impactend impactendat customerimpactend monitoringat 緩和日時 暫定復旧日時 暫定復旧 暫定対応日時 影響終了日時 影響終了 収束日時',
    resolvedAt:
      'resolvedat resolved resolvedon resolvetime resolutiontime endtime endedat endat ended enddate fixedat recoveredat restoredat 復旧日時 復旧時刻 復旧時間 解決日時 解決時刻 解消日時 回復日時 終了日時 終了時刻 復旧 解決 終了',
    closedAt:
      'closedat closed closedon closuredate archivedat クローズ日時 クローズ 完了日時 終結日時 完了日',
    detectedAfter: 'timetodetect secondstodetect ttd mttd detectionduration 検知までの時間 検知時間分',
    acknowledgedAfter:
      'secondstofirstack timetoacknowledge timetoack tta mtta secondstoack timetorespond 対応開始までの時間 初動時間',
    mitigatedAfter: 'timetomitigate secondstomitigate ttm timetorepair 緩和までの時間',
    resolvedAfter:
      'secondstoresolve timetoresolve timetorestore timetorecover ttr mttr duration durationseconds durationminutes durationhours downtime downtimeminutes customerimpactduration incidentduration 所要時間 停止時間 障害時間 復旧時間 継続時間 影響時間 対応時間',
    detectionSource:
      'detectionsource detectedby detectionmethod detection howdetected 検知元 検知方法 検知経路 検知契機 発見経路 発見契機 発見者',
    causeCategory:
      'causecategory rootcausecategory cause incidentcause problemtype category 原因分類 原因種別 原因区分 原因カテゴリ 原因',
    trigger: 'trigger triggercategory triggertype きっかけ 契機 トリガー 誘因',
    summary:
      'summary tldr description body details overview postmortemsummary 概要 サマリー サマリ 内容 詳細 事象 障害内容 障害概要 説明',
    impact:
      'impact impacttype customerimpact customerimpactsummary customerimpactscope userimpact 影響 影響範囲 影響内容 顧客影響',
    kind: 'kind incidentkind mode 種別 区分',
    duplicateOf: 'duplicateof duplicateincidentid 重複元',
    recurrenceOf: 'recurrenceof 再発元',
    tags: 'tags taglist labels tag タグ ラベル',
    team: 'team teamname teams ownerteam ownerteamname teamsummary groups チーム 担当チーム 担当部署 部署 担当部門',
    url: 'url htmlurl weburl permalink link links shortlink self リンク 報告書url',
    'postmortem.owner': 'postmortemowner facilitator incidentcommander commander 指揮者',
    'postmortem.url':
      'postmortemurl postmortemdocumenturl retrospectiveurl ポストモーテムurl ポストモーテム 報告書',
    'postmortem.status': 'postmortemstatus retrospectiveprogressstatus ポストモーテム状態',
  },
  'action-items': {
    externalId:
      'externalid key issuekey identifier number issuenumber id actionid taskid ticketid 番号 管理番号 チケット番号 課題キー id no',
    title:
      'title summary name subject content task action actionitem description issuetitle 件名 タイトル 内容 対応内容 アクション アクションアイテム 課題 タスク 対策 再発防止策 要約',
    incidentExternalId:
      'incidentexternalid incidentreference incidentid incident incidentnumber incidentkey postmortemid インシデント番号 インシデントid インシデント 障害番号 関連インシデント',
    type: 'type actiontype kind category 種類 種別 分類 区分',
    priority: 'priority priorityname prioritylabel 優先度 優先順位 重要度',
    owner:
      'owner ownername assignee assigneename assignees assignedto responsible 担当者 担当 責任者 対応者 オーナー',
    status: 'status state statename statusname resolutionstatus 状態 ステータス 進捗 状況',
    dueOn:
      'dueon duedate dueat due deadline targetdate 期限 期限日 期日 締切 締切日 完了予定日 対応期限 完了予定',
    createdAt:
      'createdat created createddate createdon openedat opened 作成日時 作成日 起票日 起票日時 登録日 登録日時',
    startedAt: 'startedat started startdate 着手日 着手日時 開始日',
    completedAt:
      'completedat completed completeddate resolutiondate resolved resolvedat closedat doneat finishedat 完了日 完了日時 実施日 対応日 解決日 終了日',
    declinedAt: 'declinedat canceledat cancelledat 見送り日 却下日 中止日',
    declineReason: 'declinereason resolution statereason 見送り理由 却下理由 理由',
    description: 'description body details 説明 詳細 備考',
    team: 'team teamname チーム 担当チーム 部署',
    url: 'url htmlurl weburl permalink link issuepermalink externalissuereferenceissuepermalink リンク',
  },
  episodes: {
    rule: 'rule rulename alertname alertrule monitor monitorname monitortitle check checkname triggername title name alert service message summary 監視ルール 監視名 ルール ルール名 アラート名 アラート 監視項目 項目名 トリガー 件名',
    ruleUid: 'ruleuid ruleid monitorid triggerid alertruleid ルールid 監視id',
    fingerprint: 'fingerprint dedupkey alertkey alias monitorkey',
    service:
      'service servicename servicesummary component application app サービス サービス名 コンポーネント システム',
    severity: 'severity priority level criticality urgency 重大度 深刻度 レベル 優先度',
    startsAt:
      'startsat startedat starttime firedat firingat triggeredat openedat opened createdat createdon begin start activeat 発報日時 発報時刻 発生日時 発生時刻 開始日時 開始時刻 発生',
    endsAt:
      'endsat endedat endtime resolvedat resolvedon recoveredat closedat closed resolved end 終了日時 終了時刻 復旧日時 復旧時刻 解消日時 復旧',
    duration: 'duration durations durationseconds durationminutes durationms durationsec 継続時間 時間 期間',
    acknowledgedAt: 'acknowledgedat ackedat acktime acknowledged 確認日時 対応開始日時',
    acknowledgedBy: 'acknowledgedby ackedby acknowledger 確認者 対応者',
    notified: 'notified paged notificationsent 通知 通知済み 呼び出し',
    notifiedAt: 'notifiedat pagedat 通知日時',
    suppressedAt: 'suppressedat silencedat mutedat 抑止日時',
    state: 'state status event eventtype alertstate 状態 ステータス',
    at: 'at time timestamp date occurredat datetime changedat statuschangedat 日時 時刻 日付 変化日時',
    group: 'group groupname グループ',
    url: 'url htmlurl generatorurl link permalink リンク',
    summary: 'summary description message details 概要 説明 メッセージ 内容',
    runbookUrl: 'runbookurl runbook 手順書',
  },
  catalog: {
    kind: 'kind type 種別 種類 区分',
    name: 'name servicename teamname title 名前 名称 サービス名 チーム名 サービス',
    key: 'key slug id キー',
    team: 'team owner ownerteam チーム 担当チーム 部署',
    parent: 'parent parentservice 親 親サービス',
    description: 'description 説明 概要 備考',
    runbookUrl: 'runbookurl runbook 手順書',
    aliases: 'aliases alias othernames 別名',
    timeZone: 'timezone tz タイムゾーン',
    calendar: 'calendar holidays カレンダー',
  },
};

/** A column's name without case, width, spaces, signs and units in brackets: "Created At (UTC)" → createdat. */
export function foldHeader(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\((?:utc|gmt|jst|sec(?:onds?)?|min(?:utes?)?|hours?|ms|s|m|h|秒|分|時間)\)/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
