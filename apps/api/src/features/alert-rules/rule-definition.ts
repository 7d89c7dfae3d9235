/** What a source says that a rule IS, beside its firing: from rule files, rule APIs, alarms that carry their definition. */
export interface RuleDefinition {
  /** as in EpisodeTransition.ruleUid: identity of the rule within its source */
  uid: string;
  name: string;
  groupName?: string | null;
  /** file, folder or account that the group is in */
  file?: string | null;
  expression: string | null;
  forSeconds?: number | null;
  keepFiringForSeconds?: number | null;
  /** static labels and annotations of the definition (templates as written) */
  labels: Record<string, string>;
  annotations: Record<string, string>;
  severity?: string | null;
  service?: string | null;
  summary?: string | null;
  runbookUrl?: string | null;
  dashboardUrl?: string | null;
  /** what else the source's definition holds (thresholds, periods, operators), small */
  detail?: Readonly<Record<string, unknown>>;
}
