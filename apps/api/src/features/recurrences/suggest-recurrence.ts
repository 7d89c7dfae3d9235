import type { RecurrenceReason } from '@tenken/shared/recurrences.contract';

/**
 * Titles at least this alike (pg_trgm's similarity of `trigramWords`) are taken for the same story: on a shared service,
 * and elsewhere. Chosen on real and made-up pairs: docs/adr/0020-recurrence-by-text.md.
 */
export const ALIKE_ON_SERVICE = 0.3;
const ALIKE_ELSEWHERE = 0.45;

/** A title like those of more than so many earlier incidents on other services is a formula and says nothing. */
const MOST_ALIKE_ELSEWHERE = 3;
const ALIKE_AS_FORMULA = 0.4;

/** So many earlier incidents are suggested for one at most, the likeliest. */
const MOST_SUGGESTED = 5;

export interface ComparedIncident {
  id: string;
  causeCategory: string | null;
  triggerCategory: string | null;
  resolvedAt: string | null;
  services: readonly { id: string; name: string }[];
}

/** An incident of the look-back window; `similarity` null where titles were not compared or are not alike at all. */
export interface EarlierCandidate extends ComparedIncident {
  similarity: number | null;
}

export interface Suggestion {
  earlierId: string;
  strength: number;
  reasons: RecurrenceReason[];
}

/**
 * The earlier incidents that one may recur, the likeliest first (METRICS.md section 3): the same cause category and
 * service, or similar text. All candidates are of the look-back window, so that the answer depends on nothing else.
 */
export function suggestRecurrences(
  later: ComparedIncident,
  candidates: readonly EarlierCandidate[],
): Suggestion[] {
  const alikeElsewhere = candidates.filter(
    (earlier) => (earlier.similarity ?? 0) >= ALIKE_AS_FORMULA && sharedServices(later, earlier).length === 0,
  );
  const isFormula = alikeElsewhere.length > MOST_ALIKE_ELSEWHERE;
  return candidates
    .flatMap((earlier) => {
      const found = reasonsFor(later, isFormula ? { ...earlier, similarity: null } : earlier);
      return found === null ? [] : [{ ...found, at: earlier.resolvedAt ?? '' }];
    })
    .sort(
      (a, b) =>
        b.strength - a.strength ||
        b.at.localeCompare(a.at) ||
        Number(BigInt(b.earlierId) - BigInt(a.earlierId)),
    )
    .slice(0, MOST_SUGGESTED)
    .map(({ at: _, ...suggestion }) => suggestion);
}

function reasonsFor(later: ComparedIncident, earlier: EarlierCandidate): Suggestion | null {
  const shared = sharedServices(later, earlier);
  const { similarity } = earlier;
  const sameCause =
    shared.length > 0 && later.causeCategory !== null && later.causeCategory === earlier.causeCategory;
  const alike =
    similarity !== null && similarity >= (shared.length > 0 ? ALIKE_ON_SERVICE : ALIKE_ELSEWHERE)
      ? similarity
      : null;
  if (!sameCause && alike === null) return null;
  const sameTrigger =
    later.triggerCategory !== null && later.triggerCategory === earlier.triggerCategory
      ? later.triggerCategory
      : null;
  const reasons: RecurrenceReason[] = [];
  if (sameCause) reasons.push({ code: 'same_cause', detail: later.causeCategory });
  if (alike !== null) reasons.push({ code: 'similar_text', detail: alike.toFixed(2) });
  if (sameTrigger !== null) reasons.push({ code: 'same_trigger', detail: sameTrigger });
  if (shared.length > 0)
    reasons.push({ code: 'same_service', detail: shared.map(({ name }) => name).join(', ') });
  return {
    earlierId: earlier.id,
    strength: strengthOf(sameCause, alike, sameTrigger !== null, shared),
    reasons,
  };
}

/** Reasons add up as if each were an independent witness; the weights only put suggestions in order. */
function strengthOf(
  sameCause: boolean,
  alike: number | null,
  sameTrigger: boolean,
  shared: readonly unknown[],
): number {
  const weights = [
    sameCause ? 0.3 : 0,
    alike === null ? 0 : alike * (shared.length > 0 ? 0.9 : 0.7),
    sameTrigger ? 0.2 : 0,
  ];
  return Math.round((1 - weights.reduce((left, weight) => left * (1 - weight), 1)) * 1000) / 1000;
}

function sharedServices(later: ComparedIncident, earlier: ComparedIncident) {
  return later.services.filter(({ id }) => earlier.services.some((other) => other.id === id));
}
