import type { InstantRecord } from '@tenken/shared/incident-details.contract';

/** What is told of one instant besides the value that counts. */
export interface InstantStory {
  /** the record that counts now; null when nothing was ever told */
  counting: InstantRecord | null;
  /** what it replaced: the first value of a machine or an import, else the first that a person gave */
  original: InstantRecord | null;
  /** all that was told before, oldest first, without what was taken back */
  earlier: InstantRecord[];
}

/**
 * Reads the history of one instant: the newest human record that was not taken back counts, else the newest. The
 * original stays beside a correction when it says something else (METRICS.md section 1: both are kept).
 */
export function prepareInstantStory(history: readonly InstantRecord[]): InstantStory {
  const kept = history.filter((record) => !record.retracted);
  const counting =
    kept.findLast(({ provenance }) => provenance === 'human') ?? kept.findLast(() => true) ?? null;
  const others = kept.filter((record) => record !== counting);
  const first = others.find(({ provenance }) => provenance !== 'human') ?? others[0] ?? null;
  const differs =
    first !== null && counting !== null && counting.provenance === 'human' && !isSame(first.at, counting.at);
  return { counting, original: differs ? first : null, earlier: others };
}

function isSame(a: string | null, b: string | null): boolean {
  return a === null || b === null ? a === b : Date.parse(a) === Date.parse(b);
}
