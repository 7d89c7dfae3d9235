import type { SourceSettings } from '@tenken/shared/sources.contract';
import type { TrackerChange } from '../../action-items/action-items.service.js';
import type { EpisodeTransition } from '../../episodes/episode.service.js';

/** One delivery, as an adapter sees it. */
export interface AdapterInput {
  body: Buffer;
  headers: Readonly<Record<string, string>>;
  receivedAt: Date;
  settings: SourceSettings;
}

/** What a delivery says. */
export interface AdapterOutput {
  transitions: EpisodeTransition[];
  trackerChanges: TrackerChange[];
  /** understood and left out, and why */
  warnings: string[];
  /**
   * Parts that could not be read, in words that name the field: the rest is taken in, and the delivery still goes to
   * quarantine so that nothing is lost in silence.
   */
  problems: string[];
}

/** From bytes to what they say. Pure: the same input gives the same output, so a delivery can be replayed. */
export type Adapter = (input: AdapterInput) => AdapterOutput;

/** Nothing in the delivery can be read. The message names the field, what was expected and what was found. */
export class UnreadableDelivery extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'UnreadableDelivery';
  }
}
