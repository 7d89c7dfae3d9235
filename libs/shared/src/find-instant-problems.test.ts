import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findInstantProblems, type KnownInstants } from './find-instant-problems.js';

const NOW = new Date('2026-11-21T12:00:00Z');
const at = (time: string) => `2026-11-20T${time}:00.000Z`;

describe('findInstantProblems', () => {
  it.each<[string, KnownInstants, string[]]>([
    [
      'nothing wrong, equal instants and unknown ones',
      { startedAt: at('10:00'), detectedAt: at('10:00'), mitigatedAt: null, resolvedAt: at('11:00') },
      [],
    ],
    [
      'detected before started',
      { startedAt: at('10:00'), detectedAt: at('09:59') },
      ['order_broken startedAt detectedAt'],
    ],
    [
      'resolved before started and detected (not neighbours)',
      { startedAt: at('10:00'), detectedAt: at('10:05'), resolvedAt: at('09:00') },
      ['order_broken startedAt resolvedAt', 'order_broken detectedAt resolvedAt'],
    ],
    [
      'mitigated after resolved',
      { mitigatedAt: at('12:00'), resolvedAt: at('11:00') },
      ['order_broken mitigatedAt resolvedAt'],
    ],
    ['declared stands outside the order', { declaredAt: at('08:00'), startedAt: at('10:00') }, []],
    ['in the future', { startedAt: '2026-11-22T00:00:00Z' }, ['in_future startedAt']],
    ['a clock five minutes ahead is believed', { startedAt: '2026-11-21T12:04:00Z' }, []],
    [
      'year 22025',
      { startedAt: at('10:00'), resolvedAt: '+022025-11-20T10:00:00.000Z' },
      ['absurd_year resolvedAt'],
    ],
    ['the epoch', { startedAt: '1970-01-01T00:00:00Z', detectedAt: at('10:00') }, ['absurd_year startedAt']],
    [
      'exactly 90 days is long but possible',
      { startedAt: '2026-08-01T00:00:00Z', resolvedAt: '2026-10-30T00:00:00Z' },
      [],
    ],
    [
      'over 90 days',
      { startedAt: '2026-08-01T00:00:00Z', resolvedAt: '2026-10-30T00:00:01Z' },
      ['too_long startedAt resolvedAt'],
    ],
    ['closed long after', { resolvedAt: '2026-01-01T00:00:00Z', closedAt: '2026-10-30T00:00:00Z' }, []],
  ])('%s', (_, instants, expected) => {
    expect(findInstantProblems(instants, NOW).map((p) => [p.code, ...p.fields].join(' '))).toEqual(expected);
  });

  it('finds no broken order in instants given in their order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 80_000 }), { minLength: 5, maxLength: 5 }),
        (minutes) => {
          const times = minutes
            .sort((a, b) => a - b)
            .map((m) => new Date(Date.parse('2026-09-01T00:00:00Z') + m * 60_000).toISOString());
          const [startedAt, detectedAt, acknowledgedAt, resolvedAt, closedAt] = times as [
            string,
            string,
            string,
            string,
            string,
          ];
          expect(
            findInstantProblems({ startedAt, detectedAt, acknowledgedAt, resolvedAt, closedAt }, NOW),
          ).toEqual([]);
        },
      ),
    );
  });
});
