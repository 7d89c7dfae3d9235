import type { RecurrenceReason } from '@tenken/shared/recurrences.contract';
import { textSimilarity } from './text-similarity.js';

/** Titles this alike are taken for the same story on the same service. */
const SIMILAR = 0.4;

export interface ComparedIncident {
  title: string;
  causeCategory: string | null;
  triggerCategory: string | null;
  services: readonly { id: string; name: string }[];
}

/**
 * Why a later incident may recur an earlier one; empty = it is not suggested. METRICS.md section 3: the same cause
 * category and service, or similar text (asked for on the same service, because all outages sound alike).
 */
export function suggestRecurrence(later: ComparedIncident, earlier: ComparedIncident): RecurrenceReason[] {
  const shared = later.services.filter(({ id }) => earlier.services.some((other) => other.id === id));
  if (shared.length === 0) return [];
  const reasons: RecurrenceReason[] = [];
  const similarity = textSimilarity(later.title, earlier.title);
  if (later.causeCategory !== null && later.causeCategory === earlier.causeCategory)
    reasons.push({ code: 'same_cause', detail: later.causeCategory });
  if (similarity >= SIMILAR) reasons.push({ code: 'similar_text', detail: similarity.toFixed(2) });
  if (reasons.length === 0) return [];
  if (later.triggerCategory !== null && later.triggerCategory === earlier.triggerCategory)
    reasons.push({ code: 'same_trigger', detail: later.triggerCategory });
  return [...reasons, { code: 'same_service', detail: shared.map(({ name }) => name).join(', ') }];
}
