import { describe, expect, it } from '@jest/globals';
import { type ComparedIncident, suggestRecurrence } from './suggest-recurrence.js';

const incident = (more: Partial<ComparedIncident> = {}): ComparedIncident => ({
  title: 'Checkout fails',
  causeCategory: 'software',
  triggerCategory: null,
  services: [{ id: '1', name: 'Checkout' }],
  ...more,
});
const codes = (later: ComparedIncident, earlier: ComparedIncident) =>
  suggestRecurrence(later, earlier).map(({ code }) => code);

describe('suggestRecurrence', () => {
  it.each([
    [
      'same cause and service',
      incident({ title: 'A' }),
      incident({ title: 'Z' }),
      ['same_cause', 'same_service'],
    ],
    [
      'similar title on the service',
      incident({ causeCategory: null }),
      incident(),
      ['similar_text', 'same_service'],
    ],
    [
      'no cause known on either side is no shared cause',
      incident({ causeCategory: null, title: 'A' }),
      incident({ causeCategory: null, title: 'Z' }),
      [],
    ],
    ['another service', incident(), incident({ services: [{ id: '2', name: 'Search' }] }), []],
    [
      'a shared trigger alone is not enough',
      incident({ title: 'A', causeCategory: null, triggerCategory: 'config_push' }),
      incident({ title: 'Z', causeCategory: null, triggerCategory: 'config_push' }),
      [],
    ],
  ] as const)('%s', (_, later, earlier, expected) => {
    expect(codes(later, earlier)).toEqual(expected);
  });
});
