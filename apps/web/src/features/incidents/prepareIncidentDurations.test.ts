import { describe, expect, it } from '@jest/globals';
import { incidentDuration, prepareIncidentDurations } from './prepareIncidentDurations.js';

/** The worked example of METRICS.md section 2 (Shakespeare search). */
const SHAKESPEARE = {
  startedAt: '2015-10-21T14:54:00Z',
  detectedAt: '2015-10-21T14:55:00Z',
  acknowledgedAt: '2015-10-21T14:58:00Z',
  declaredAt: '2015-10-21T15:01:00Z',
  mitigatedAt: '2015-10-21T15:36:00Z',
  resolvedAt: '2015-10-21T16:00:00Z',
  closedAt: '2015-10-21T16:30:00Z',
  problems: [],
  provenance: {},
  status: 'resolved' as const,
  kind: 'incident' as const,
  duplicateOfId: null,
};

describe('prepareIncidentDurations', () => {
  it('gives the durations of the worked example', () => {
    expect(
      prepareIncidentDurations(SHAKESPEARE).map(({ key, seconds }) => [key, (seconds ?? 0) / 60]),
    ).toEqual([
      ['ttd', 1],
      ['tta', 3],
      ['ttm', 42],
      ['ttr', 66],
      ['ttr_from_detection', 65],
    ]);
  });

  it.each([
    ['a missing start', { startedAt: null }, 'ttr', 'missing'],
    ['not over', { resolvedAt: null, status: 'open' as const }, 'ttr', 'open'],
    ['not detected as far as is known', { detectedAt: null, status: 'open' as const }, 'ttd', 'missing'],
    ['a drill', { kind: 'drill' as const }, 'ttr', 'drill'],
    ['a duplicate of another', { kind: 'drill' as const, duplicateOfId: '4' }, 'ttr', 'duplicate'],
    ['removed', { deleted: true, duplicateOfId: '4' }, 'ttr', 'removed'],
    ['over, but nobody knows when', { resolvedAt: null }, 'ttr', 'missing'],
    [
      'a broken order',
      {
        problems: [{ code: 'order_broken' as const, fields: ['startedAt' as const, 'detectedAt' as const] }],
      },
      'ttd',
      'order_broken',
    ],
    [
      'a broken order elsewhere',
      {
        problems: [{ code: 'order_broken' as const, fields: ['startedAt' as const, 'detectedAt' as const] }],
      },
      'ttr',
      'counts',
    ],
    [
      'an absurd year',
      { problems: [{ code: 'absurd_year' as const, fields: ['resolvedAt' as const] }] },
      'ttr',
      'absurd_year',
    ],
    [
      'zero by a default',
      { detectedAt: '2015-10-21T14:54:00Z', provenance: { detectedAt: 'defaulted' as const } },
      'ttd',
      'defaulted',
    ],
    ['a default that is not zero', { provenance: { detectedAt: 'defaulted' as const } }, 'ttd', 'counts'],
  ] as const)('%s', (_, change, key, state) => {
    expect(incidentDuration({ ...SHAKESPEARE, ...change } as never, key).state).toBe(state);
  });
});
