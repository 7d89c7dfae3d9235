import { describe, expect, it } from '@jest/globals';
import { reviewDeadline } from './review-deadline.js';

// Monday 2026-11-23 is Labour Thanksgiving Day in Japan.
const JAPAN = { workingDays: [1, 2, 3, 4, 5], holidays: new Set(['2026-11-23']) };
const NOW = new Date('2026-11-26T15:00:00Z');
const incident = (severity: string | null, resolvedAt: string | null, reviewedAt: string | null = null) => ({
  severity,
  resolvedAt,
  reviewedAt,
});

describe('reviewDeadline', () => {
  it.each([
    [
      'SEV1 on a Friday, over weekend and holiday',
      incident('SEV1', '2026-11-20T03:00:00Z'),
      '2026-11-26',
      true,
    ],
    [
      'late in the evening UTC is the next day in Tokyo',
      incident('SEV1', '2026-11-20T16:00:00Z'),
      '2026-11-26',
      true,
    ],
    ['SEV2 has five', incident('SEV2', '2026-11-20T03:00:00Z'), '2026-11-30', false],
    ['reviewed', incident('SEV1', '2026-11-20T03:00:00Z', '2026-11-25T03:00:00Z'), '2026-11-26', false],
    ['SEV3 has none', incident('SEV3', '2026-11-20T03:00:00Z'), null, false],
    ['still open', incident('SEV1', null), null, false],
  ] as const)('%s', (_, judged, reviewBy, overdue) => {
    expect(reviewDeadline(judged, JAPAN, 'Asia/Tokyo', NOW)).toMatchObject({ reviewBy, overdue });
  });
});
