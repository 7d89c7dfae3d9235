import type { PulledRecord } from './connector-kind.js';
import type { KnownEpisode } from './known-state.read-model.js';

/** Whole seconds in one answer and milliseconds in another are the same instant. */
const TOLERANCE_MS = 2000;

export type Changes = Record<string, [known: string | null, said: string | null]>;

/**
 * What is known of an incident or alert beside what its sender says of it: null when nothing is known, else the fields
 * that differ (none: they agree). Of several episodes of it (it was reopened) the first start and acknowledgement and
 * the last end count.
 */
export function compareEpisodes(
  known: readonly KnownEpisode[],
  said: NonNullable<PulledRecord['expected']>,
): Changes | null {
  const [first] = known;
  if (first === undefined) return null;
  const isOpen = known.some(({ endsAt }) => endsAt === null);
  const endsAt = isOpen
    ? null
    : (known
        .map((episode) => episode.endsAt!)
        .sort()
        .at(-1) ?? null);
  const acknowledged = known.flatMap(({ acknowledgedAt }) => acknowledgedAt ?? []).sort()[0] ?? null;
  const changes: Changes = {};
  note(changes, 'startsAt', first.startsAt, said.startsAt);
  if (said.endsAt !== undefined) note(changes, 'endsAt', endsAt, said.endsAt);
  if (said.acknowledgedAt !== undefined) note(changes, 'acknowledgedAt', acknowledged, said.acknowledgedAt);
  return changes;
}

function note(changes: Changes, field: string, known: string | null, said: Date | null): void {
  // What is known and no longer said is not taken back: a log may be cut short, an acknowledgement may time out.
  if (said === null) return;
  if (known !== null && Math.abs(Date.parse(known) - said.getTime()) <= TOLERANCE_MS) return;
  changes[field] = [known, said.toISOString()];
}
