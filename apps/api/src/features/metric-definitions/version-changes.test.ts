import { describe, expect, it } from '@jest/globals';
import { versionChanges } from './version-changes.js';

const VERSIONS = [
  { key: 'ttr', version: 2, on: '2026-09-15' },
  { key: 'recurrence', version: 2, on: '2026-10-01' },
  { key: 'ttr', version: 3, on: '2026-10-01' },
] as const;

describe('versionChanges', () => {
  const range = (from: string, to: string) => ({
    from: new Date(from),
    to: new Date(to),
    timeZone: 'Asia/Tokyo',
  });

  it('is a mark at midnight of the reader’s zone, in a half-open range', () => {
    expect(versionChanges(VERSIONS, range('2026-09-14T15:00:00Z', '2026-09-30T15:00:00Z'))).toEqual([
      {
        at: '2026-09-14T15:00:00.000Z',
        kind: 'version',
        key: 'ttr',
        metrics: ['ttr'],
        from: 1,
        to: 2,
        by: null,
      },
    ]);
    const october = versionChanges(VERSIONS, range('2026-09-30T15:00:00Z', '2026-10-31T15:00:00Z'));
    expect(october.map(({ key, from, to }) => [key, from, to])).toEqual([
      ['recurrence', 1, 2],
      ['ttr', 2, 3],
    ]);
  });
});
