import { describe, expect, it } from '@jest/globals';
import type { EpisodeCandidate } from '@tenken/shared/detection.contract';
import { prepareDetection } from './prepareDetection.js';

const DETECTED = '2026-11-20T10:00:00Z';
const alert = (startsAt: string, status: EpisodeCandidate['status']) =>
  ({ startsAt, status }) as EpisodeCandidate;

describe('prepareDetection', () => {
  it.each([
    ['one minute after detection is in time', [alert('2026-11-20T10:01:00Z', 'confirmed')], 'caught', true],
    ['a second later is late', [alert('2026-11-20T10:01:01Z', 'confirmed')], 'late', true],
    [
      'confirmed ones count before earlier proposals',
      [alert('2026-11-20T09:00:00Z', 'suggested'), alert('2026-11-20T10:30:00Z', 'confirmed')],
      'late',
      true,
    ],
    [
      'proposals count when nothing is confirmed',
      [alert('2026-11-20T09:59:00Z', 'suggested')],
      'caught',
      false,
    ],
    ['rejected ones never', [alert('2026-11-20T09:59:00Z', 'rejected')], 'missed', false],
  ] as const)('%s', (_, candidates, outcome, confirmed) => {
    expect(prepareDetection(DETECTED, candidates)).toMatchObject({ outcome, confirmed });
  });

  it('does not judge without a detection time', () => {
    expect(prepareDetection(null, [alert('2026-11-20T09:59:00Z', 'confirmed')]).outcome).toBe('unknown');
  });
});
