import { describe, expect, it } from '@jest/globals';
import { EpisodeImportRecord } from '@tenken/shared/episode-import.contract';
import fc from 'fast-check';
import { fastEpisode } from './fast-episode.js';

const text = fc.oneof(
  fc.string({ maxLength: 5 }),
  fc.constant('web'),
  fc.constant('x'.repeat(501)),
  fc.constant(' a'),
);
const instant = fc.oneof(
  fc.constantFrom(
    '2026-11-21T05:00:00Z',
    '2026-11-21T14:00:00.123+09:00',
    '2026-11-21',
    '2026-13-01T00:00:00Z',
    '1999-01-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
  ),
  text,
);
const anything = fc.oneof(
  text,
  instant,
  fc.constantFrom(null, 1, true, undefined),
  fc.dictionary(fc.string({ maxLength: 2 }), text),
);
const often = <T>(good: T, other: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: other });
const record = fc.record(
  {
    rule: often('R', anything),
    startsAt: often('2026-11-21T05:00:00Z', fc.oneof(instant, anything)),
    endsAt: often('2026-11-21T05:30:00+00:00', fc.oneof(instant, anything)),
    service: often('web', anything),
    severity: often('', anything),
    notified: often(false, anything),
    labels: often({ instance: 'a' }, anything),
    acknowledgedAt: often('2026-11-21T05:10:00.123456Z', instant),
    summary: often('x', anything),
  },
  { requiredKeys: [] },
);

describe('the short way of an episode record', () => {
  it('gives what the contract gives, or leaves it to the contract', () => {
    let taken = 0;
    fc.assert(
      fc.property(record, (value) => {
        const fast = fastEpisode(value);
        if (fast === null) return;
        taken += 1;
        const parsed = EpisodeImportRecord.parse(value);
        const said = Object.fromEntries(Object.entries(parsed).filter(([, one]) => one !== undefined));
        expect(fast).toEqual(said);
      }),
      { numRuns: 3000 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  it('takes the usual record', () => {
    expect(
      fastEpisode({ rule: 'R', startsAt: '2026-11-21T05:00:00Z', labels: { a: 'b' }, notified: true }),
    ).not.toBeNull();
  });
});
