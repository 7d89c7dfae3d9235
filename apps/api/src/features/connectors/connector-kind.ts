import type { ConnectorSettings } from '@tenken/shared/connectors.contract';
import type { SourceSettings } from '@tenken/shared/sources.contract';
import type { RuleDefinition } from '../alert-rules/alert-rule-catalog.service.js';
import type { SenderMessage } from '../deliveries/delivery-reading.service.js';
import type { SilenceRecord } from '../silences/silence.service.js';
import type { PullClient } from './pull-client.js';

/** What is asked for: everything of a range of time, page by page. Snapshots ignore the range. */
export interface PullRequest {
  client: PullClient;
  settings: ConnectorSettings;
  sourceSettings: SourceSettings;
  /** half-open */
  from: Date;
  to: Date;
  now: Date;
  /** what the page before said comes next; null for the first one */
  page: unknown;
}

/** What hid an alert, since when, and who says so. */
export interface Suppression {
  kind: 'silenced' | 'inhibited' | 'muted';
  /** null: it is known to be hidden now, not since when */
  since: Date | null;
  /** it counts as over then, unless it is seen again */
  until: Date;
  by: string | null;
  detail: Record<string, string>;
}

/** One thing at the sender: an incident, an alert, an issue. */
export interface PulledRecord {
  subject: 'episode' | 'action_item';
  externalId: string;
  title: string;
  /** when it changed last, as far as the sender says */
  changedAt: Date | null;
  /** what is told by itself to those who listen; false for what only asking brings to light */
  isPushed: boolean;
  /** it in the form of the sender's own messages */
  messages: SenderMessage[];
  /** false when an answer does not show that people were told, as the message of the same content would */
  provesNotice?: boolean;
  /** episodes: start, end and acknowledgement as the sender has them; what is left out is not compared */
  expected?: { startsAt: Date; endsAt?: Date | null; acknowledgedAt?: Date | null };
  suppression?: Suppression;
}

export interface PulledPage {
  records: PulledRecord[];
  silences?: SilenceRecord[];
  /** messages that carry definitions only (monitors) */
  definitionMessages?: SenderMessage[];
  definitions?: RuleDefinition[];
  /** these definitions are all that the source has */
  isComplete?: boolean;
  /** null when the range is read to its end */
  nextPage: unknown;
  /** how much of the range is read, 0 to 1; null when nobody can know */
  share: number | null;
  /** parts that could not be read, in words */
  problems?: string[];
}

/** One kind of connector: how it proves who it is, and what it asks. Pure but for its client. */
export interface PullKind {
  headers(token: string | null, settings: ConnectorSettings): Record<string, string>;
  /** history in ranges of so many days, newest first; null: in one */
  historyWindowDays: number | null;
  /** how far before the last comparison each comparison begins: what changes late is seen as well */
  overlapSeconds: number;
  pull(request: PullRequest): Promise<PulledPage>;
}
