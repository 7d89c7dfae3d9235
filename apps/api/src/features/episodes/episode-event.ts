/**
 * What a message can say of an alert's life beside its start and end.
 * `firing`, `ok`, `reopened` open and close it; `no_data` is neither: the monitor cannot see (a coverage signal).
 */
export type EpisodeEventKind =
  | 'firing'
  | 'reopened'
  | 'ok'
  | 'no_data'
  | 'acknowledged'
  | 'unacknowledged'
  | 'silenced'
  | 'inhibited'
  | 'muted'
  | 'notified'
  | 'severity_changed'
  | 'assigned'
  | 'escalated'
  | 'note';

/**
 * One thing that a sender said of an alert at one instant: a row of the episode's history. Two uses:
 * - `startsAt` null: the sender does not say when the alert began that it speaks of (Datadog, CloudWatch, PagerDuty,
 *   a reopened incident …). Episodes are then FOLDED from all events of (rule, fingerprint) in the order of `at`:
 *   firing opens, ok closes, a second firing in between repeats; so any order of arrival ends in the same episodes.
 * - `startsAt` set: the episode is known by its start and has its own EpisodeTransition; the event is history only.
 */
export interface EpisodeEvent {
  ruleUid: string;
  ruleName: string;
  groupName?: string | null;
  fingerprint: string;
  startsAt: Date | null;
  kind: EpisodeEventKind;
  /** by the sender's clock; `receivedAt` beside it shows skew and delay */
  at: Date;
  /** person, silence, inhibiting rule or receiver, in the sender's words */
  by?: string | null;
  /** people were told by (or with) this message: the first one is the episode's `notifiedAt` */
  notifiedAt?: Date | null;
  /** of `firing`: the instant at which it counts as ended unless it is said again (folded events only) */
  expectedEndAt?: Date | null;
  /** name of the service in the source's words */
  service?: string | null;
  severity?: string | null;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  generatorUrl?: string | null;
  summary?: string | null;
  runbookUrl?: string | null;
  /** small and flat: what a person wants to read in the history (reason, from, to, silence id …) */
  detail?: Readonly<Record<string, string | number | boolean | null>>;
  receivedAt: Date;
}
