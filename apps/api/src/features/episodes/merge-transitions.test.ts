import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type EpisodeState, joinStates, mergeStates } from './merge-transitions.js';

const START = '2026-11-01T00:00:00.000Z';
const instant = fc.integer({ min: 0, max: 6 }).map((minute) => `2026-11-01T00:0${minute}:00.000Z`);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const state: fc.Arbitrary<EpisodeState> = fc
  .record({
    endsAt: maybe(instant),
    endReason: fc.constantFrom('resolved' as const, 'expired' as const, 'closed' as const),
    expectedEndAt: maybe(instant),
    acknowledgedAt: maybe(instant),
    acknowledgedBy: maybe(fc.constantFrom('ann', 'ben')),
    notifiedAt: maybe(instant),
    suppressedAt: maybe(instant),
    suppressedBy: maybe(fc.constantFrom({ silence: 'a' }, { silence: 'b' })),
    receivedAt: instant,
    severity: maybe(fc.constantFrom('page', 'ticket')),
    labels: fc.constantFrom<Record<string, string>>({ a: '1', b: '2' }, { b: '2', a: '1' }, { a: '3' }),
  })
  .map((some) => ({
    ...some,
    alertRuleId: '1',
    fingerprint: 'f',
    startsAt: START,
    sourceId: '1',
    serviceId: null,
    annotations: {} as Record<string, string>,
    generatorUrl: null,
    describedAt: some.receivedAt,
    endReason: some.endsAt === null ? null : some.endReason,
    // as the service makes them: an expiry is the announced end having passed, words come with their instant
    expectedEndAt:
      some.endReason === 'expired' && some.endsAt !== null
        ? [some.endsAt, some.expectedEndAt ?? ''].sort().at(-1)!
        : some.expectedEndAt,
    acknowledgedBy: some.acknowledgedAt === null ? null : some.acknowledgedBy,
    suppressedBy: some.suppressedAt === null ? null : some.suppressedBy,
  }));

/** A state joined with itself: an expiry that was refreshed by its own message is taken back. */
const normal = (one: EpisodeState) => joinStates(one, one);

describe('joining what messages say of one episode', () => {
  it('gives the same state in every order, with every repetition and however it is grouped', () => {
    fc.assert(
      fc.property(state, state, state, (a, b, c) => {
        expect(joinStates(a, b)).toEqual(joinStates(b, a));
        expect(joinStates(joinStates(a, b), c)).toEqual(joinStates(a, joinStates(b, c)));
        expect(joinStates(normal(a), a)).toEqual(normal(a));
        expect(joinStates(joinStates(a, b), a)).toEqual(joinStates(a, b));
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps episodes apart by rule, fingerprint and start, in key order', () => {
    const one = fc.sample(state, 1)[0]!;
    const merged = mergeStates([
      { ...one, fingerprint: 'z' },
      { ...one, fingerprint: 'a' },
      { ...one, fingerprint: 'z' },
      { ...one, alertRuleId: '2', fingerprint: 'z' },
    ]);
    expect(merged.map(({ alertRuleId, fingerprint }) => alertRuleId + fingerprint)).toEqual([
      '1a',
      '1z',
      '2z',
    ]);
  });

  const base: EpisodeState = {
    ...fc.sample(state, 1)[0]!,
    endsAt: null,
    endReason: null,
    expectedEndAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    suppressedAt: null,
    suppressedBy: null,
    notifiedAt: null,
  };
  const at = (minute: number) => `2026-11-01T00:0${minute}:00.000Z`;

  it.each([
    [
      'a resolution beats an expiry',
      { endsAt: at(2), endReason: 'resolved' },
      { endsAt: at(4), endReason: 'expired', expectedEndAt: at(4) },
      { endsAt: at(2), endReason: 'resolved' },
    ],
    [
      'the later of two real ends counts',
      { endsAt: at(2), endReason: 'resolved' },
      { endsAt: at(3), endReason: 'closed' },
      { endsAt: at(3), endReason: 'closed' },
    ],
    [
      'a refresh takes an expiry back',
      { endsAt: at(2), endReason: 'expired', expectedEndAt: at(2) },
      { expectedEndAt: at(5) },
      { endsAt: null, endReason: null, expectedEndAt: at(5) },
    ],
    [
      'an expiry holds against what was announced before',
      { endsAt: at(5), endReason: 'expired', expectedEndAt: at(5) },
      { expectedEndAt: at(2) },
      { endsAt: at(5), endReason: 'expired' },
    ],
    ['the first notification counts', { notifiedAt: at(4) }, { notifiedAt: at(1) }, { notifiedAt: at(1) }],
    [
      'the first acknowledgement counts',
      { acknowledgedAt: at(4), acknowledgedBy: 'x' },
      { acknowledgedAt: at(1), acknowledgedBy: 'y' },
      { acknowledgedBy: 'y' },
    ],
    [
      'the newest message describes it',
      { describedAt: at(4), severity: 'new' },
      { describedAt: at(1), severity: 'old' },
      { severity: 'new' },
    ],
  ] as [string, Partial<EpisodeState>, Partial<EpisodeState>, Partial<EpisodeState>][])(
    '%s',
    (_, a, b, expected) => {
      expect(joinStates({ ...base, ...a }, { ...base, ...b })).toMatchObject(expected);
    },
  );
});
