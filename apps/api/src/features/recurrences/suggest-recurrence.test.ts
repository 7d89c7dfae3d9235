import { describe, expect, it } from '@jest/globals';
import { type EarlierCandidate, suggestRecurrences } from './suggest-recurrence.js';

const CHECKOUT = { id: '1', name: 'Checkout' };
const SEARCH = { id: '2', name: 'Search' };
let id = 100;
const incident = (more: Partial<EarlierCandidate> = {}): EarlierCandidate => ({
  id: String(id++),
  causeCategory: 'software',
  triggerCategory: null,
  resolvedAt: '2026-11-01T00:00:00.000Z',
  services: [CHECKOUT],
  similarity: null,
  ...more,
});
const codes = (later: EarlierCandidate, earlier: EarlierCandidate) =>
  suggestRecurrences(later, [earlier]).flatMap(({ reasons }) => reasons.map(({ code }) => code));

describe('suggestRecurrences', () => {
  const unknown = { causeCategory: null };
  it.each([
    ['same cause and service', incident(), incident(), ['same_cause', 'same_service']],
    ['an unknown cause is no shared one', incident(unknown), incident(unknown), []],
    ['the cause on another service', incident(), incident({ services: [SEARCH] }), []],
    [
      'an alike title on the service',
      incident(unknown),
      incident({ similarity: 0.3 }),
      ['similar_text', 'same_service'],
    ],
    ['too little alike on the service', incident(unknown), incident({ similarity: 0.29 }), []],
    [
      'a very alike title elsewhere',
      incident(),
      incident({ services: [SEARCH], similarity: 0.45 }),
      ['similar_text'],
    ],
    ['less alike elsewhere', incident(), incident({ services: [SEARCH], similarity: 0.44 }), []],
    [
      'a shared trigger alone is not enough',
      incident({ ...unknown, triggerCategory: 'config_push' }),
      incident({ ...unknown, triggerCategory: 'config_push' }),
      [],
    ],
    [
      'a shared trigger beside the cause',
      incident({ triggerCategory: 'config_push' }),
      incident({ triggerCategory: 'config_push' }),
      ['same_cause', 'same_trigger', 'same_service'],
    ],
  ] as const)('%s', (_, later, earlier, expected) => {
    expect(codes(later, earlier)).toEqual(expected);
  });

  it('takes no account of a title that more than three incidents of other services have', () => {
    const formula = (n: number) =>
      Array.from({ length: n }, () => incident({ ...unknown, services: [SEARCH], similarity: 1 }));
    const chronic = Array.from({ length: 9 }, () => incident({ ...unknown, similarity: 1 }));
    const later = incident(unknown);
    expect(suggestRecurrences(later, formula(3))).toHaveLength(3);
    expect(suggestRecurrences(later, formula(4))).toEqual([]);
    // the same again and again on one service is no formula
    expect(suggestRecurrences(later, chronic)).toHaveLength(5);
  });

  it('suggests five at most: the most reasons first, then the latest', () => {
    const both = incident({ similarity: 0.5, resolvedAt: '2026-09-01T00:00:00.000Z' });
    const causes = [1, 2, 3, 4, 5].map((day) => incident({ resolvedAt: `2026-10-0${day}T00:00:00.000Z` }));
    const found = suggestRecurrences(incident(), [...causes, both]);
    expect(found.map(({ earlierId }) => earlierId)).toEqual(
      [both, causes[4], causes[3], causes[2], causes[1]].map((row) => row?.id),
    );
    expect(found.map(({ strength }) => strength)).toEqual([0.615, 0.3, 0.3, 0.3, 0.3]);
  });
});
