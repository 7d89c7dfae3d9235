import type { CreateDecisionBody } from '@tenken/shared/decisions.contract';
import type { ReviewActionItemBody, ReviewGapBody } from '@tenken/shared/reviews.contract';
import type { Verdict, VerdictReason } from '@tenken/shared/verdicts.contract';

/** What people write down in a room, as it is kept in the browser until the server has it. */
export type RoomWrite =
  | { kind: 'item_note'; itemId: string; base: string; text: string; rowVersion: number; label: string }
  | { kind: 'notes'; base: string; text: string; rowVersion: number; label: string }
  | { kind: 'topic'; step: string; title: string; clientId: string; label: string }
  | { kind: 'action_item'; body: ReviewActionItemBody; clientId: string; label: string }
  | { kind: 'gap'; body: ReviewGapBody; clientId: string; label: string }
  | { kind: 'decision'; body: CreateDecisionBody; clientId: string; label: string }
  | { kind: 'reviewed'; itemIds: readonly string[]; reviewed: boolean; label: string }
  | { kind: 'vote'; itemId: string; verdict: Verdict | null; label: string }
  | { kind: 'reason'; eventId: string; reasonCode: VerdictReason | null; label: string }
  | {
      kind: 'episode_verdict';
      alertRuleId: string;
      episodeIds: readonly string[];
      verdict: Verdict | null;
      label: string;
    };

/** Of two unsent writes with the same key only the later counts; null = both are sent. */
export function writeKey(write: RoomWrite): string | null {
  switch (write.kind) {
    case 'item_note':
      return `item_note ${write.itemId}`;
    case 'notes':
      return 'notes';
    case 'vote':
      return `vote ${write.itemId}`;
    case 'reason':
      return `reason ${write.eventId}`;
    case 'episode_verdict':
      return `episode ${write.episodeIds.join(' ')}`;
    default:
      return null;
  }
}

/** The later write in the place of the earlier one: a note keeps the text that it was begun from. */
export function replaceWrite(old: RoomWrite, next: RoomWrite): RoomWrite {
  if ((old.kind === 'item_note' || old.kind === 'notes') && old.kind === next.kind) {
    return { ...next, base: old.base, rowVersion: old.rowVersion } as RoomWrite;
  }
  return next;
}
