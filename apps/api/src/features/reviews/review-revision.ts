import { createHash } from 'node:crypto';
import type { AgendaItemState } from '@tenken/shared/review-agenda.contract';
import type { ReviewChanges, RoomHeadSchema } from '@tenken/shared/review-changes.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import type { z } from 'zod';

/** A room as one person sees it, without the evidence of its items. */
export interface RoomParts
  extends Pick<ReviewRoom, 'decisions' | 'actionItems' | 'gaps' | 'overview' | 'asOf'> {
  head: z.output<typeof RoomHeadSchema>;
  counts: Pick<ReviewRoom, 'progress' | 'verdictCounts' | 'agreement'>;
  items: readonly AgendaItemState[];
  /** of topics, in the order of `items`; null for others */
  titles: readonly (string | null)[];
}

/** Characters of a digest, 6 bits each: a change goes unseen once in a thousand million. */
const LENGTH = 5;
const PARTS = ['head', 'decisions', 'actionItems', 'gaps'] as const;
/** A longer revision would not fit into the address that every proxy takes (8 kB). */
const MAX_ITEMS = 1_000;

/**
 * The revision of a room: short digests of the agenda, of each part and of each item, one after the other. Nothing is kept
 * on the server: whoever hands it back is told of what has another digest now, whatever happened in between. Undefined for
 * an agenda that is too long.
 */
export function revisionOf(parts: RoomParts): string | undefined {
  if (parts.items.length > MAX_ITEMS) return undefined;
  const agenda = [
    parts.asOf,
    parts.overview,
    parts.titles,
    parts.items.map(({ id, kind, step }) => [id, kind, step]),
  ];
  return [agenda, ...PARTS.map((part) => parts[part]), ...parts.items].map(digest).join('');
}

/** What is another than in the room that had this revision. Anything that is no revision of this agenda is stale. */
export function changesSince(parts: RoomParts, since: string): ReviewChanges {
  const revision = revisionOf(parts);
  if (revision === undefined || since.length !== revision.length || !isSame(0)) {
    return { isStale: true, items: [] };
  }
  const changes: ReviewChanges = {
    revision,
    isStale: false,
    counts: parts.counts,
    items: parts.items.filter((_, index) => !isSame(1 + PARTS.length + index)),
  };
  if (!isSame(1)) changes.head = parts.head;
  if (!isSame(2)) changes.decisions = parts.decisions;
  if (!isSame(3)) changes.actionItems = parts.actionItems;
  if (!isSame(4)) changes.gaps = parts.gaps;
  return changes;

  function isSame(place: number): boolean {
    const at = place * LENGTH;
    return since.slice(at, at + LENGTH) === revision?.slice(at, at + LENGTH);
  }
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, LENGTH);
}
