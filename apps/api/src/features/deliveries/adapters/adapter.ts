import type { UnreadPart } from '@tenken/shared/deliveries.contract';
import type { SourceSettings } from '@tenken/shared/sources.contract';
import { wordsOnly } from '../../../errors/unread-part.js';
import type { TrackerChange } from '../../action-items/tracker-changes.service.js';
import type { RuleDefinition } from '../../alert-rules/alert-rule-catalog.service.js';
import type { ChangeRecord } from '../../change-events/change-event.service.js';
import type { EpisodeEvent, EpisodeTransition } from '../../episodes/episode.service.js';
import type { SilenceRecord } from '../../silences/silence.service.js';

/** One delivery, as an adapter sees it. */
export interface AdapterInput {
  body: Buffer;
  headers: Readonly<Record<string, string>>;
  receivedAt: Date;
  settings: SourceSettings;
}

/** What a delivery says. */
export interface AdapterOutput {
  /** episodes whose start the sender names */
  transitions: EpisodeTransition[];
  /** what happened to episodes: history, and episodes of senders that do not name a start (EpisodeEvent) */
  events: EpisodeEvent[];
  silences: SilenceRecord[];
  /** definitions of rules that came with it */
  definitions: RuleDefinition[];
  /** deployments and other changes of systems */
  changes: ChangeRecord[];
  trackerChanges: TrackerChange[];
  /** understood and left out, and why */
  warnings: string[];
  /**
   * Parts that could not be read: the rest is taken in, and the delivery still goes to
   * quarantine so that nothing is lost in silence.
   */
  problems: UnreadPart[];
  /** alerts that the sender says it cut off this message: counts over its time are lower bounds */
  truncatedAlerts: number;
  /** why the sender sent it, in its words (Alertmanager: "repeat interval elapsed" …) */
  notificationReason: string | null;
}

/** From bytes to what they say. Pure: the same input gives the same output, so a delivery can be replayed. */
export type Adapter = (input: AdapterInput) => AdapterOutput;

/** An output with the given parts and nothing else. */
export function adapterOutput(parts: Partial<AdapterOutput> = {}): AdapterOutput {
  return {
    transitions: [],
    events: [],
    silences: [],
    definitions: [],
    changes: [],
    trackerChanges: [],
    warnings: [],
    problems: [],
    truncatedAlerts: 0,
    notificationReason: null,
    ...parts,
  };
}

/** Nothing in the delivery can be read: which field, what was expected and what was found, or words where there is none. */
export class UnreadableDelivery extends Error {
  readonly part: UnreadPart;

  constructor(
    readonly code: string,
    problem: UnreadPart | string,
  ) {
    const part = typeof problem === 'string' ? wordsOnly(problem) : problem;
    // It quotes what was found, and not all of that can be stored: NUL, halves of characters.
    super(part.text.replace(/\0|\p{Surrogate}/gu, '\ufffd'));
    this.part = part;
    this.name = 'UnreadableDelivery';
  }
}
