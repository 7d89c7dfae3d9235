/** Why an episode ended: its source said so, it was not refreshed in time, or a person closed it. */
export type EndReason = 'resolved' | 'expired' | 'closed';

/**
 * What one message says about one episode, as adapters, imports and sample data hand it over. Fields that a message
 * does not speak of are left out; no transition takes back what another one said (see merge-transitions.ts).
 */
export interface EpisodeTransition {
  /** identity of the rule within its source; outlives labels (Alertmanager: the alert's name) */
  ruleUid: string;
  ruleName: string;
  groupName?: string | null;
  /** identity of the label set within the rule */
  fingerprint: string;
  /** name of the service in the source's words; unknown ones are made */
  service?: string | null;
  severity?: string | null;
  /** kept to the millisecond; with rule and fingerprint the identity of the episode */
  startsAt: Date;
  /** a real end; absent or null while it fires */
  endsAt?: Date | null;
  endReason?: EndReason | null;
  /** the instant at which it counts as ended unless it is sent again */
  expectedEndAt?: Date | null;
  acknowledgedAt?: Date | null;
  acknowledgedBy?: string | null;
  /** when this message notified people; only ways in that prove a notification set it */
  notifiedAt?: Date | null;
  suppressedAt?: Date | null;
  suppressedBy?: unknown;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  generatorUrl?: string | null;
  /** of the rule, used when the rule is discovered */
  summary?: string | null;
  runbookUrl?: string | null;
  /** when the message reached us; the newest message describes the episode */
  receivedAt: Date;
}

/** How many episodes a call created, changed and found as they were. */
export interface ApplyResult {
  created: number;
  updated: number;
  unchanged: number;
}
