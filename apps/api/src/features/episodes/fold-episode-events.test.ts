import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EpisodeEventKind } from './episode-event.js';
import { type FoldedEpisode, foldEpisodeEvents, type LedgerEvent } from './fold-episode-events.js';

const instant = (minute: number) => new Date(Date.UTC(2026, 10, 1, 0, minute)).toISOString();
let digests = 0;
const event = (kind: EpisodeEventKind, minute: number, more: Partial<LedgerEvent> = {}): LedgerEvent => {
  digests += 1;
  return {
    kind,
    at: instant(minute),
    digest: String(digests).padStart(4, '0'),
    saidBy: null,
    notifiedAt: null,
    expectedEndAt: null,
    severity: null,
    serviceId: null,
    labels: {},
    annotations: {},
    generatorUrl: null,
    detail: {},
    receivedAt: instant(minute + 1),
    ...more,
  };
};
const told = (...events: LedgerEvent[]) => foldEpisodeEvents({ events, stated: [], resume: null }).told;
const spans = (episodes: readonly FoldedEpisode[]) =>
  episodes.map(({ startsAt, endsAt, endReason }) => [
    minuteOf(startsAt),
    endsAt === null ? null : minuteOf(endsAt),
    endReason,
  ]);
const minuteOf = (text: string) => (Date.parse(text) - Date.UTC(2026, 10, 1)) / 60_000;

describe('episodes folded from events', () => {
  it.each<[string, LedgerEvent[], unknown[]]>([
    ['opens and closes', [event('firing', 1), event('ok', 5)], [[1, 5, 'resolved']]],
    ['a second firing repeats', [event('firing', 1), event('firing', 3)], [[1, null, null]]],
    ['an end without a beginning is none', [event('ok', 1)], []],
    [
      'no data neither opens nor closes',
      [event('no_data', 1), event('firing', 2), event('no_data', 3)],
      [[2, null, null]],
    ],
    [
      'it reopens as another',
      [event('firing', 1), event('ok', 3), event('reopened', 6)],
      [
        [1, 3, 'resolved'],
        [6, null, null],
      ],
    ],
    ['began and ended in one instant', [event('ok', 4), event('firing', 4)], [[4, 4, 'resolved']]],
    [
      'ended and began anew in one instant',
      [event('firing', 1), event('firing', 4), event('ok', 4)],
      [
        [1, 4, 'resolved'],
        [4, null, null],
      ],
    ],
    [
      'ended and reopened where it began',
      [event('firing', 4), event('ok', 4), event('reopened', 4)],
      [[4, null, null]],
    ],
    [
      'an announced end that passed',
      [event('firing', 1, { expectedEndAt: instant(5) }), event('firing', 9)],
      [
        [1, 5, 'expired'],
        [9, null, null],
      ],
    ],
    [
      'an announced end that was put off',
      [
        event('firing', 1, { expectedEndAt: instant(5) }),
        event('firing', 4, { expectedEndAt: instant(9) }),
        event('firing', 8),
      ],
      [[1, null, null]],
    ],
    [
      'an end after the announced one is the real one',
      [event('firing', 1, { expectedEndAt: instant(5) }), event('ok', 7)],
      [[1, 7, 'resolved']],
    ],
  ])('%s', (_, events, expected) => {
    expect(spans(told(...events))).toEqual(expected);
  });

  it('takes what is said while it is open, the first of it, and describes from the latest', () => {
    const [one] = told(
      event('acknowledged', 1, { saidBy: 'too early' }),
      event('firing', 2, { severity: 'low', labels: { host: 'a' }, notifiedAt: instant(3) }),
      event('acknowledged', 5, { saidBy: 'ben' }),
      event('acknowledged', 4, { saidBy: 'ann' }),
      event('silenced', 6, { saidBy: 's1', detail: { comment: 'deploy' } }),
      event('severity_changed', 7, { severity: 'high' }),
      event('notified', 8),
      event('ok', 9),
      event('silenced', 10, { saidBy: 'too late' }),
    );
    expect(one).toMatchObject({
      acknowledgedAt: instant(4),
      acknowledgedBy: 'ann',
      notifiedAt: instant(3),
      suppressedAt: instant(6),
      suppressedBy: { kind: 'silenced', by: 's1', comment: 'deploy' },
      severity: 'high',
      labels: { host: 'a' },
      receivedAt: instant(3),
    });
  });

  it('lets a stated episode keep its start, refreshes and ends it, and attaches what is said', () => {
    const stated = { ...told(event('firing', 2))[0]!, severity: 'stated' };
    const fold = foldEpisodeEvents({
      events: [
        event('silenced', 3, { saidBy: 's1' }),
        event('firing', 4, { severity: 'x' }),
        event('ok', 5),
        event('firing', 7),
      ],
      stated: [stated],
      resume: null,
    });
    expect(spans(fold.stated)).toEqual([[2, 5, 'resolved']]);
    expect(fold.stated[0]).toMatchObject({ severity: 'stated', suppressedAt: instant(3) });
    expect(spans(fold.told)).toEqual([[7, null, null]]);
  });

  it('holds a stated end against an end that is only told', () => {
    const stated: FoldedEpisode = {
      ...told(event('firing', 2))[0]!,
      endsAt: instant(6),
      endReason: 'resolved',
    };
    const fold = foldEpisodeEvents({
      events: [event('ok', 4), event('firing', 5), event('acknowledged', 6), event('firing', 7)],
      stated: [stated],
      resume: null,
    });
    expect(spans(fold.stated)).toEqual([[2, 6, 'resolved']]);
    expect(fold.stated[0]!.acknowledgedAt).toBe(instant(6));
    expect(spans(fold.told)).toEqual([[7, null, null]]);
  });

  const kinds: EpisodeEventKind[] = [
    'firing',
    'ok',
    'reopened',
    'acknowledged',
    'silenced',
    'severity_changed',
    'no_data',
  ];
  const some = fc.array(
    fc
      .record({
        kind: fc.constantFrom(...kinds),
        minute: fc.integer({ min: 0, max: 12 }),
        expected: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
        severity: fc.constantFrom('a', 'b', null),
      })
      .map(({ kind, minute, expected, severity }) =>
        event(kind, minute, {
          severity,
          expectedEndAt: expected === null ? null : instant(minute + expected),
        }),
      ),
    { maxLength: 16 },
  );

  it('is the same in every order, never overlaps, and never has two of one start', () => {
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (events, keys) => {
        const shuffled = events
          .map((one) => ({ one, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const episodes = told(...events);
        expect(told(...shuffled)).toEqual(episodes);
        for (const [index, { startsAt }] of episodes.entries()) {
          if (index === 0) continue;
          const before = episodes[index - 1]!;
          expect(before.endsAt !== null && before.endsAt <= startsAt).toBe(true);
          expect(before.startsAt < startsAt).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('goes on from the last episode as if it had read all', () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: 12 }), (events, minute) => {
        const early = events.filter(({ at }) => at <= instant(minute));
        const late = events.filter(({ at }) => at > instant(minute));
        const before = told(...early);
        const after = foldEpisodeEvents({ events: late, stated: [], resume: before.at(-1) ?? null }).told;
        expect([...before.slice(0, -1), ...after]).toEqual(told(...events));
      }),
      { numRuns: 2000 },
    );
  });
});
